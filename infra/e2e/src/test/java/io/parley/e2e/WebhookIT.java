package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.e2e.stores.Receiver;
import io.parley.local.command.WebhookCommand;
import io.parley.local.dead.DeadLetter;
import io.parley.local.dead.Letters;
import io.parley.local.dead.WayBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What somebody's server hears of chats: everything, in order, at least once, and again when it is asked for. */
@Order(6)
class WebhookIT {
    private static final Set<String> TOLD = Set.of("message", "edited", "deleted", "reaction");

    /** What a frame has for its reader alone. */
    private static final List<String> OWN = List.of("type", "seq", "unread", "mentions_unread");

    private final Cluster cluster = Cluster.withShards(1);
    private final Receiver receiver = cluster.receiver();
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person cat = play.person("cat");

    @AfterEach
    void stop() {
        receiver.away(false);
        play.close();
    }

    @Test
    void it_hears_what_a_member_hears_in_the_same_words_and_order() {
        Device phone = bob.device("phone").connect(0);
        Device laptop = ann.device("laptop").connect(1);
        String chat = ann.group("Team", List.of(bob));
        String message =
                laptop.expectAck(laptop.send(chat, "hello")).path("msg_id").asText();
        laptop.say(
                "{'type':'edit','chat_id':'%s','msg_id':'%s','content':'better','client_msg_id':'e1'}", chat, message);
        laptop.expectAck("e1");
        phone.say(
                "{'type':'react','chat_id':'%s','msg_id':'%s','emoji':'👍','op':'add','client_msg_id':'r1'}",
                chat, message);
        phone.expectAck("r1");
        laptop.say("{'type':'delete','chat_id':'%s','msg_id':'%s','client_msg_id':'d1'}", chat, message);
        laptop.expectAck("d1");
        ann.call("POST", "chats/" + chat + "/members", Json.of("{'members':['%s']}", cat.id()));
        ann.call("PATCH", "chats/" + chat, Json.of("{'name':'Crew'}"));

        List<Receiver.Event> heard = await("all are heard", () -> taken(chat), events -> events.size() == 7);

        assertThat(heard)
                .extracting(Receiver.Event::type)
                .containsExactly(
                        "chat.created",
                        "message.created",
                        "message.edited",
                        "reaction.added",
                        "message.deleted",
                        "chat.members_added",
                        "chat.renamed");
        assertThat(heard).extracting(Receiver.Event::id).doesNotHaveDuplicates().allMatch(id -> !id.contains("."));
        List<JsonNode> told = await("bob is told all", () -> framesOf(phone, chat), frames -> frames.size() == 7);
        assertThat(heard).extracting(Receiver.Event::data).containsExactlyElementsOf(told);
    }

    @Test
    void one_that_was_away_while_the_worker_died_misses_nothing() {
        Device laptop = ann.device("laptop").connect(0);
        String chat = ann.direct(bob);
        receiver.away(true);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            said.add(laptop.expectAck(laptop.send(chat, "while away " + i))
                    .path("msg_id")
                    .asText());
        }
        await("it was tried", () -> receiver.ofChat(chat), events -> !events.isEmpty());

        cluster.stack().kill("connect");
        cluster.stack().awaitReady("connect");
        receiver.away(false);

        List<Receiver.Event> heard = await("it hears all", () -> taken(chat), events -> events.size() >= 5);
        assertThat(heard.stream()
                        .map(event -> event.data().path("msg_id").asText())
                        .distinct())
                .containsExactlyElementsOf(said);
    }

    @Test
    void what_it_refuses_lies_among_the_dead_letters_and_the_chat_goes_on() {
        Device laptop = ann.device("laptop").connect(0);
        String chat = ann.direct(bob);
        receiver.refuse(chat, "message.edited", 422);
        String message =
                laptop.expectAck(laptop.send(chat, "first")).path("msg_id").asText();
        laptop.say("{'type':'edit','chat_id':'%s','msg_id':'%s','content':'no','client_msg_id':'e1'}", chat, message);
        laptop.expectAck("e1");
        laptop.expectAck(laptop.send(chat, "second"));

        List<Receiver.Event> heard = await("the chat goes on", () -> taken(chat), events -> events.size() == 2);

        assertThat(heard)
                .extracting(event -> event.data().path("content").asText())
                .containsExactly("first", "second");
        Letters letters = new Letters(cluster.address("kafka"));
        DeadLetter letter = letters.all().stream()
                .filter(each -> each.where().equals("webhook-sink"))
                .filter(each -> chat.equals(new String(key(each), java.nio.charset.StandardCharsets.UTF_8)))
                .findFirst()
                .orElseThrow();
        assertThat(letter.line()).contains("from chat.messages-0@", "Undelivered: refused: HTTP 422");
        assertThat(WayBack.of(letter)).isInstanceOf(WayBack.Rewind.class);
    }

    @Test
    void it_is_told_again_from_a_time_on_with_the_ids_that_it_knows() {
        Device laptop = ann.device("laptop").connect(0);
        String chat = ann.direct(bob);
        JsonNode first = laptop.expectAck(laptop.send(chat, "one"));
        laptop.expectAck(laptop.send(chat, "two"));
        List<String> ids = await("it hears both", () -> taken(chat), events -> events.size() == 2).stream()
                .map(Receiver.Event::id)
                .toList();
        String from =
                Instant.parse(first.path("created_at").asText()).minusSeconds(1).toString();

        assertThat(webhook("test")).isZero();
        assertThat(webhook("redeliver", "--from", from)).isZero();
        assertThat(taken(chat)).as("only said what it would do").hasSize(2);
        assertThat(webhook("redeliver", "--from", from, "--yes")).isZero();

        List<Receiver.Event> heard = await("both again", () -> taken(chat), events -> events.size() == 4);
        assertThat(heard)
                .extracting(Receiver.Event::id)
                .containsExactly(ids.get(0), ids.get(1), ids.get(0), ids.get(1));
    }

    private int webhook(String command, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(command, "--data", cluster.stack().folder().toString()));
        arguments.addAll(List.of(more));
        return new CommandLine(new WebhookCommand()).execute(arguments.toArray(String[]::new));
    }

    private static byte[] key(DeadLetter letter) {
        byte[] key = letter.key();
        return key == null ? new byte[0] : key;
    }

    private List<Receiver.Event> taken(String chat) {
        return receiver.ofChat(chat).stream().filter(Receiver.Event::taken).toList();
    }

    private static List<JsonNode> framesOf(Device device, String chat) {
        return device.frames().stream()
                .filter(frame -> frame.path("chat_id").asText().equals(chat))
                .filter(frame -> TOLD.contains(frame.path("type").asText()))
                .<JsonNode>map(frame -> ((ObjectNode) frame.deepCopy()).remove(OWN))
                .toList();
    }

    private static <T> T await(String what, Supplier<T> look, Predicate<T> condition) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        T seen = look.get();
        while (!condition.test(seen)) {
            assertThat(System.nanoTime()).as(what + ": " + seen).isLessThan(deadline);
            Play.pause();
            seen = look.get();
        }
        return seen;
    }
}
