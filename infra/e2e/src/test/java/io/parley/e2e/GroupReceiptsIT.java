package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** How far one's messages are in a group: status frames, the ticks of history, and who exactly. */
@Order(5)
class GroupReceiptsIT {

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person cat = play.person("cat");
    private final Device annPhone = ann.device("phone").connect(0);
    private final Device bobPhone = bob.device("phone").connect(1);
    private final Device catPhone = cat.device("phone").connect(0);

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void a_sender_is_told_the_counts_on_the_way_then_delivered_by_all_then_read_by_all() {
        String group = ann.group("Ticks", List.of(bob, cat));
        String id = says(annPhone, group, "hello");
        bobPhone.expectMessage("hello");

        marks(bobPhone, "delivered", group, id);
        annPhone.expect("one has it", status(id, "sent", 1, 0, 2));
        assertThat(tick(group, id)).isEqualTo("sent");
        marks(catPhone, "delivered", group, id);
        annPhone.expect("all have it", status(id, "delivered", 2, 0, 2));
        assertThat(tick(group, id)).isEqualTo("delivered");
        marks(bobPhone, "read", group, id);
        annPhone.expect("one has read it", status(id, "delivered", 2, 1, 2));
        marks(catPhone, "read", group, id);
        annPhone.expect("all have read it", status(id, "read", 2, 2, 2));
        assertThat(tick(group, id)).isEqualTo("read");

        assertThat(bobPhone.settle()).noneMatch(frame -> Device.is(frame, "status"));
        JsonNode receipts =
                cat.get("chats/" + group + "/messages/" + id + "/receipts").path("receipts");
        assertThat(receipts)
                .extracting(receipt -> receipt.path("user").asText())
                .containsExactlyInAnyOrder(bob.id(), cat.id());
        assertThat(receipts).allMatch(receipt -> receipt.has("delivered_at") && receipt.has("read_at"));
    }

    @Test
    void a_status_covers_all_earlier_messages_and_a_joiner_does_not_count_for_them() {
        String group = ann.group("Earlier", List.of(bob));
        String first = says(annPhone, group, "first");
        String second = says(annPhone, group, "second");
        ann.call("POST", "chats/" + group + "/members", Json.of("{'members':['%s']}", cat.id()));
        String third = says(annPhone, group, "third");

        marks(bobPhone, "read", group, third);

        annPhone.expect("the older ones are read", status(second, "read", 1, 1, 1));
        annPhone.expect("the newest is on its way", status(third, "sent", 1, 1, 2));
        assertThat(tick(group, first)).isEqualTo("read");
        assertThat(tick(group, second)).isEqualTo("read");
        assertThat(tick(group, third)).isEqualTo("sent");
    }

    @Test
    void who_leaves_can_make_it_read_and_stays_among_the_receipts() {
        String group = ann.group("Leave", List.of(bob, cat));
        String id = says(annPhone, group, "read it");
        marks(catPhone, "delivered", group, id);
        marks(bobPhone, "read", group, id);
        annPhone.expect("one has read it", status(id, "delivered", 2, 1, 2));

        assertThat(cat.call("DELETE", "chats/" + group + "/members/" + cat.id(), null)
                        .status())
                .isEqualTo(204);

        annPhone.expect("all who are left have read it", status(id, "read", 1, 1, 1));
        assertThat(tick(group, id)).isEqualTo("read");
        JsonNode receipts =
                bob.get("chats/" + group + "/messages/" + id + "/receipts").path("receipts");
        assertThat(receipts).hasSize(2);
        assertThat(receipts)
                .filteredOn(receipt -> receipt.path("user").asText().equals(cat.id()))
                .allMatch(receipt -> receipt.has("delivered_at") && !receipt.has("read_at"));
    }

    @Test
    void what_is_told_while_one_is_away_is_replayed_in_its_place() {
        String group = ann.group("Away", List.of(bob));
        String id = says(annPhone, group, "later");
        bobPhone.expectMessage("later");
        annPhone.leave();

        marks(bobPhone, "read", group, id);
        says(bobPhone, group, "done");
        annPhone.resume(1);

        JsonNode read = annPhone.expect("the replayed status", status(id, "read", 1, 1, 1));
        JsonNode answer = annPhone.expectMessage("done");
        assertThat(read.path("seq").asLong()).isLessThan(answer.path("seq").asLong());
    }

    @Test
    void when_many_read_at_once_the_sender_gets_a_handful_of_frames_and_the_last_one() {
        int many = 25;
        List<Person> readers = IntStream.range(0, many)
                .mapToObj(i -> play.person("reader" + i))
                .toList();
        String group = ann.group("Crowd", readers);
        List<Device> phones = new ArrayList<>();
        readers.forEach(reader -> phones.add(reader.device("phone").connect(phones.size() % 2)));
        String id = says(annPhone, group, "all at once");
        phones.forEach(phone -> phone.expectMessage("all at once"));

        phones.forEach(phone -> marks(phone, "delivered", group, id));
        phones.forEach(phone -> marks(phone, "read", group, id));
        annPhone.expect("all have read it", status(id, "read", many, many, many));

        List<JsonNode> told = annPhone.settle().stream()
                .filter(frame -> Device.is(frame, "status"))
                .toList();
        assertThat(told).hasSizeLessThan(many);
        assertThat(told.get(told.size() - 1).path("status").asText()).isEqualTo("read");
    }

    private static String says(Device phone, String group, String words) {
        return phone.expectAck(phone.send(group, words)).path("msg_id").asText();
    }

    private static void marks(Device phone, String what, String group, String id) {
        phone.say("{'type':'%s','chat_id':'%s','msg_id':'%s'}", what, group, id);
    }

    /** What ann's ticks show, in an answer that reflects all that she was told. */
    private String tick(String group, String id) {
        for (JsonNode message : ann.history(group, annPhone.lastSeq(), 50)) {
            if (message.path("msg_id").asText().equals(id)) {
                return message.path("status").asText();
            }
        }
        throw new AssertionError("no message " + id);
    }

    private static Predicate<JsonNode> status(String id, String status, int delivered, int read, int of) {
        return frame -> Device.is(frame, "status")
                && frame.path("msg_id").asText().equals(id)
                && frame.path("status").asText().equals(status)
                && frame.path("delivered_by").asInt(-1) == delivered
                && frame.path("read_by").asInt(-1) == read
                && frame.path("of").asInt(-1) == of;
    }
}
