package io.parley.topology;

import static io.parley.topology.TalkTopologyTest.direct;
import static io.parley.topology.TalkTopologyTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.DeleteMessage;
import io.parley.avro.Done;
import io.parley.avro.MarkRead;
import io.parley.avro.Message;
import io.parley.avro.RegisterDevice;
import io.parley.avro.Reply;
import io.parley.avro.UnregisterDevice;
import io.parley.ids.ChatIds;
import io.parley.ids.Placement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What talk says for pushes: where to push, how many messages wait for a user in all chats, and what is deleted. */
class DevicesTest {
    private static final String WITH_ANN = ChatIds.direct("ann", "bob");
    private static final String WITH_CAT = ChatIds.direct("bob", "cat");

    private final Driver talk =
            new Driver(TalkConfig.defaults().with(bounds -> bounds.devices = 1), Placement.murmur2(1));

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    void a_device_is_registered_once_and_gone_once_and_each_wish_is_answered() {
        talk.user("bob", new RegisterDevice("phone", "apns", "t1", "app", "sandbox"));
        talk.user("bob", new RegisterDevice("phone", "apns", "t1", "app", "sandbox"));
        talk.user("bob", new UnregisterDevice("phone", null));
        talk.user("bob", new UnregisterDevice("phone", null));

        assertThat(talk.devices())
                .extracting("user", "device", "platform", "pushToken", "appId", "environment")
                .containsExactly(
                        tuple("bob", "phone", "apns", "t1", "app", "sandbox"),
                        tuple("bob", "phone", null, null, null, null));
        assertThat(talk.told(Reply.class)).hasSize(4).allSatisfy(reply -> assertThat(reply.getResult())
                .isInstanceOf(Done.class));
    }

    @Test
    void a_withdrawal_that_nobody_waits_for_takes_away_the_token_that_it_names_and_no_other() {
        talk.user("bob", new RegisterDevice("phone", "fcm", "t2", null, null));

        talk.withdraw("bob", new UnregisterDevice("phone", "t1"));
        talk.withdraw("bob", new UnregisterDevice("phone", "t2"));

        assertThat(talk.devices())
                .extracting("device", "pushToken")
                .containsExactly(tuple("phone", "t2"), tuple("phone", null));
        assertThat(talk.told(Reply.class)).as("of the registration alone").hasSize(1);
    }

    @Test
    void the_device_that_makes_room_is_told_as_gone() {
        talk.user("bob", new RegisterDevice("old", "fcm", "t1", null, null));
        talk.user("bob", new RegisterDevice("new", "fcm", "t2", null, null));

        assertThat(talk.devices())
                .extracting("device", "pushToken")
                .containsExactly(tuple("old", "t1"), tuple("old", null), tuple("new", "t2"));
    }

    @Test
    void the_badge_is_the_sum_over_all_chats() {
        talk.chat(WITH_ANN, "ann", direct("ann", "bob"));
        talk.chat(WITH_CAT, "cat", direct("bob", "cat"));

        talk.chat(WITH_ANN, "ann", text("m1", "one"));
        talk.chat(WITH_CAT, "cat", text("m2", "two"));
        talk.chat(WITH_CAT, "cat", text("m3", "three"));
        List<Message> said =
                talk.messages().stream().map(fact -> (Message) fact.getFact()).toList();
        talk.chat(WITH_CAT, "bob", new MarkRead(said.get(2).getMsgId()));
        talk.chat(WITH_ANN, "ann", new DeleteMessage("d1", said.get(0).getMsgId()));

        assertThat(badgesOfBob()).containsExactly(0, 0, 1, 2, 3, 1, 0, 0);
    }

    @Test
    void a_deletion_says_which_message_is_gone() {
        talk.chat(WITH_ANN, "ann", direct("ann", "bob"));
        talk.chat(WITH_ANN, "ann", text("m1", "one"));
        String gone = ((Message) talk.messages().get(0).getFact()).getMsgId();

        talk.chat(WITH_ANN, "ann", new DeleteMessage("d1", gone));

        assertThat(talk.changes())
                .filteredOn(change -> change.getKind().equals("deleted"))
                .extracting(change -> ((ChatChange) change.getChange()).getDeleted())
                .containsExactly(gone);
    }

    private List<Integer> badgesOfBob() {
        return talk.changes().stream()
                .filter(change -> change.getChange() instanceof ChatChange)
                .flatMap(change -> ((ChatChange) change.getChange()).getEntries().stream())
                .filter(entry -> entry.getUser().equals("bob"))
                .map(ChangeEntry::getBadge)
                .toList();
    }
}
