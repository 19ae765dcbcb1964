package io.parley.tests.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageReaction;
import io.parley.tests.world.Heard;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What people were told of edits, deletes and reactions is in the log, as often and in that order, and nothing else is. */
final class ChangeInvariants {
    private final Story story;

    ChangeInvariants(Story story) {
        this.story = story;
    }

    void hold() {
        List<Object> facts = story.world().log().messages().stream()
                .map(MessageFact::getFact)
                .filter(fact -> !(fact instanceof Message))
                .toList();
        Set<Object> told = new HashSet<>();
        story.devices().forEach((name, device) -> {
            List<Object> changes = device.heard().stream()
                    .map(Heard::event)
                    .filter(ChangeInvariants::isChange)
                    .toList();
            told.addAll(changes);
            changes.stream().map(ChangeInvariants::chatOf).distinct().forEach(chat -> assertThat(of(chat, facts))
                    .as("facts, of what " + name + " heard")
                    .containsSubsequence(of(chat, changes)));
        });
        assertThat(told).as("what somebody heard of the facts").containsAll(facts);
    }

    private static List<Object> of(String chat, List<Object> changes) {
        return changes.stream().filter(change -> chatOf(change).equals(chat)).toList();
    }

    private static boolean isChange(Object event) {
        return event instanceof MessageEdited || event instanceof MessageDeleted || event instanceof MessageReaction;
    }

    private static String chatOf(Object change) {
        if (change instanceof MessageEdited edited) {
            return edited.getChatId();
        }
        return change instanceof MessageDeleted deleted ? deleted.getChatId() : ((MessageReaction) change).getChatId();
    }
}
