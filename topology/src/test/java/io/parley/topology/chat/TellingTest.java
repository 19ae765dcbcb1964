package io.parley.topology.chat;

import static io.parley.topology.chat.FakeChat.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.AddMembers;
import io.parley.avro.GroupStatus;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.RemoveMember;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A group of ann, bob and cat, and what its senders were told: sender, message, status, delivered by / read by / of. */
abstract class TellingTest {
    static final Duration INTERVAL = TalkConfig.defaults().receipts().interval();

    final FakeChat chat = new FakeChat().group("ann", "bob", "cat");
    private final Map<String, String> names = new HashMap<>();

    void says(String user, String name) {
        names.put(chat.says(GROUP, user, name), name);
    }

    String id(String name) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    void has(String user, String name) {
        chat.pass(INTERVAL);
        mark(user, name, false);
    }

    void reads(String user, String name) {
        chat.pass(INTERVAL);
        mark(user, name, true);
    }

    void mark(String user, String name, boolean read) {
        chat.does(GROUP, user, read ? new MarkRead(id(name)) : new MarkDelivered(id(name)));
    }

    void removes(String user) {
        chat.pass(INTERVAL);
        chat.does(GROUP, "ann", new RemoveMember(user));
    }

    void adds(String user) {
        chat.pass(INTERVAL);
        chat.does(GROUP, "ann", new AddMembers(List.of(user)));
    }

    void round() {
        chat.pass(INTERVAL);
        chat.tells(GROUP);
    }

    List<String> settled() {
        for (int i = 0; i < 4; i++) {
            round();
        }
        return told();
    }

    List<String> told() {
        return statuses(chat).stream().map(this::words).toList();
    }

    String words(Event event) {
        GroupStatus status = (GroupStatus) event.payload();
        assertThat(event.recipients()).hasSize(1);
        return event.recipients().get(0).getUser() + " " + names.get(status.getMsgId()) + " " + status.getStatus() + " "
                + status.getDeliveredBy() + "/" + status.getReadBy() + "/" + status.getOf();
    }

    static List<Event> statuses(FakeChat of) {
        return of.outcomes.stream()
                .flatMap(outcome -> outcome.events().stream())
                .filter(event -> event.payload() instanceof GroupStatus)
                .toList();
    }
}
