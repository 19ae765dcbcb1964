package io.parley.tests.property;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Ack;
import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.Done;
import io.parley.avro.GroupStatus;
import io.parley.avro.MarkFact;
import io.parley.avro.MemberState;
import io.parley.avro.Message;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.ids.TimeUuid;
import io.parley.tests.model.Answer;
import io.parley.tests.model.Chat;
import io.parley.tests.model.Person;
import io.parley.tests.world.Heard;
import io.parley.tests.world.Log;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The design's list of what must always hold, at the end of a story. */
final class Invariants {
    private final Story story;
    private final Log log;

    Invariants(Story story) {
        this.story = story;
        this.log = story.world().log();
    }

    void hold() {
        answersAreThoseOfTheModel();
        everyChatIsOneOrder();
        everyDeviceHasHeardEverythingOnceAndNothingElse();
        numbersAreThoseOfTheModel();
        factsAreTheStateOfTheModel();
        marksOnlyRise();
        new ReceiptInvariants(story).hold();
        new ChangeInvariants(story).hold();
    }

    private void answersAreThoseOfTheModel() {
        for (Story.Asked asked : story.asked()) {
            Optional<Reply> reply = story.world().edges().reply(asked.request());
            boolean edgeLives = story.world().edges().epoch(asked.slot()) == asked.epoch();
            if (edgeLives || reply.isPresent()) {
                assertThat(words(asked, reply.map(Reply::getResult).orElse(null)))
                        .as(asked.toString())
                        .isEqualTo(words(asked.expected()));
            }
        }
    }

    private static String words(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return refused.code();
        } else if (answer instanceof Answer.Acked acked) {
            return "ack " + acked.message() + (acked.repeated() ? " again" : "");
        } else if (answer instanceof Answer.Done done) {
            return done.created() ? "created" : "done";
        }
        return "silence";
    }

    private String words(Story.Asked asked, @Nullable Object result) {
        if (result instanceof Rejected rejected) {
            return rejected.getCode();
        } else if (result instanceof Ack ack) {
            assertThat(ack.getChatId()).isEqualTo(asked.chat());
            assertThat(log.talk(asked.chat())
                            .filter(message -> message.getChatSeq() == ack.getChatSeq())
                            .map(Message::getMsgId))
                    .as("the id that " + asked + " was told")
                    .containsExactly(ack.getMsgId());
            return "ack " + ack.getChatSeq() + (ack.getRepeated() ? " again" : "");
        } else if (result instanceof Done done) {
            return done.getCreated() ? "created" : "done";
        }
        return result == null ? "silence" : result.toString();
    }

    /** 1, 2 and 3: what was acknowledged is in the log once, in its place, and ids agree with the places. */
    private void everyChatIsOneOrder() {
        story.model().chats().forEach((id, chat) -> {
            List<Message> talk = log.talk(id).toList();
            assertThat(talk.stream().map(message -> message.getChatSeq() + " " + message.getSender()))
                    .as(id)
                    .containsExactlyElementsOf(chat.talk().stream()
                            .map(said -> said.seq() + " " + said.sender())
                            .toList());
            assertThat(talk.stream()
                            .map(message -> TimeUuid.stampOf(message.getMsgId()))
                            .toList())
                    .as(id)
                    .isSorted()
                    .doesNotHaveDuplicates();
        });
    }

    /** 1, 3, 4 and 7: a device's events are its user's whole stream, and that is what the model tells, no more, no less. */
    private void everyDeviceHasHeardEverythingOnceAndNothingElse() {
        story.devices().forEach((name, device) -> {
            String user = name.substring(0, name.indexOf('/'));
            assertThat(device.isResumed()).as(name + " is resumed").isTrue();
            List<Heard> heard = device.heard();
            assertThat(heard.stream().map(Heard::seq))
                    .as(name)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, heard.size()).boxed().toList());
            Map<String, List<String>> byChat = new HashMap<>();
            heard.stream()
                    .filter(event -> !(event.event() instanceof GroupStatus))
                    .forEach(event -> byChat.computeIfAbsent(event.chatId(), chat -> new ArrayList<>())
                            .add(Words.of(event, log)));
            for (int i = 0; i < Cast.chats(); i++) {
                String chat = Cast.chat(i);
                assertThat(byChat.getOrDefault(chat, List.of()))
                        .as(name + " of " + chat)
                        .isEqualTo(told(chat, user));
            }
        });
    }

    private List<String> told(String chat, String user) {
        return story.model().chat(chat).map(made -> made.told(user)).orElse(List.of());
    }

    /** 4 and 5: what the tables get is gapless, and its last word is the truth. */
    private void numbersAreThoseOfTheModel() {
        for (String user : Cast.PEOPLE) {
            List<Long> seqs = new ArrayList<>();
            Map<String, ChangeEntry> last = new HashMap<>();
            log.changes().forEach(change -> {
                if (change.getChange() instanceof ChatChange of) {
                    of.getEntries().stream()
                            .filter(entry -> entry.getUser().equals(user))
                            .forEach(entry -> {
                                seqs.add(entry.getSeq());
                                last.put(of.getChatId(), entry);
                            });
                }
            });
            assertThat(seqs)
                    .as(user)
                    .isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
            last.forEach((id, entry) -> {
                Chat chat = story.model().chat(id).orElseThrow();
                Person person = requireNonNull(chat.people().get(user));
                assertThat(entry.getUnread() + " @" + entry.getMentions())
                        .as(user + " in " + id)
                        .isEqualTo(chat.unread(person) + " @" + chat.mentioned(person));
            });
        }
    }

    private void factsAreTheStateOfTheModel() {
        story.model().chats().forEach((id, chat) -> {
            assertThat(log.chat(id).orElseThrow().getName()).isEqualTo(chat.name());
            assertThat(log.members().stream()
                            .filter(fact -> fact.getChatId().equals(id))
                            .reduce((first, second) -> second)
                            .orElseThrow()
                            .getVersion())
                    .isEqualTo(chat.version());
            chat.people().values().forEach(person -> {
                MemberState state = log.member(id, person.name()).orElseThrow();
                String role = person.rank() == null ? null : person.rank().name();
                assertThat(state.getRole() == null ? null : state.getRole().name())
                        .as(person.name() + " in " + id)
                        .isEqualTo(role);
            });
        });
    }

    /** 5: watermarks only rise, read is never above delivered, and delivered never above the head. */
    private void marksOnlyRise() {
        Map<String, MarkFact> last = new HashMap<>();
        for (MarkFact mark : log.marks()) {
            MarkFact before = last.put(mark.getChatId() + "/" + mark.getUser(), mark);
            if (before != null) {
                assertThat(Words.seq(log, mark.getDelivered()))
                        .isGreaterThanOrEqualTo(Words.seq(log, before.getDelivered()));
                assertThat(Words.seq(log, mark.getRead())).isGreaterThanOrEqualTo(Words.seq(log, before.getRead()));
            }
            assertThat(Words.seq(log, mark.getRead())).isLessThanOrEqualTo(Words.seq(log, mark.getDelivered()));
        }
        last.values().stream().sorted(Comparator.comparing(MarkFact::getStamp)).forEach(mark -> {
            Chat chat = story.model().chat(mark.getChatId()).orElseThrow();
            Person person = requireNonNull(chat.people().get(mark.getUser()));
            assertThat(Words.seq(log, mark.getDelivered())).isEqualTo(chat.deliveredSeq(person));
            assertThat(Words.seq(log, mark.getRead())).isEqualTo(chat.readSeq(person));
        });
    }
}
