package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChatCommand;
import io.parley.avro.DeleteMessage;
import io.parley.avro.Done;
import io.parley.avro.FactTopic;
import io.parley.avro.RemoveMember;
import io.parley.avro.SetProfile;
import io.parley.avro.UserCommand;
import io.parley.edge.store.Reached;
import io.parley.edge.store.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Erasing a user: what is asked of the log, in which order, and when it is answered. */
class ErasureCallsTest extends RestTest {
    private static final long UPTO = 9_000_000;
    private static final Reached ALL = new Reached(UPTO, UPTO, UPTO);

    @BeforeEach
    void chats() {
        tables.chat("gteam", false, UPTO, "ann", "bob");
        tables.chat("dpair", true, UPTO, "ann", "bob");
        tables.userChat("bob", "gteam", true, null, ALL);
        tables.userChat("bob", "dpair", true, null, ALL);
        bus.answer = this::answer;
    }

    private Object answer(Object command) {
        return command instanceof SetProfile
                ? new Done(null, false, FactTopic.MEMBERS, keys.erase("bob", Instant.now()))
                : new Done("gteam", false, FactTopic.MEMBERS, 1L);
    }

    /** Asked again for as long as it goes on, which on a busy machine may be more than once. */
    private int erase() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        int status = send("DELETE", "/users/bob", "").status();
        while (status == 503 && System.nanoTime() < deadline) {
            status = send("DELETE", "/users/bob", "").status();
        }
        return status;
    }

    private List<Object> ofChats() {
        return bus.commands.stream()
                .filter(ChatCommand.class::isInstance)
                .map(command -> ((ChatCommand) command).getCommand())
                .toList();
    }

    @Test
    void the_key_goes_first_then_the_user_leaves_groups_and_each_message_is_deleted() {
        StoredMessage one = tables.say("gteam", "bob", 1_000_000, 1, "one");
        tables.say("gteam", "ann", 2_000_000, 1, "not bob's");
        StoredMessage two = tables.say("dpair", "bob", 3_000_000, 1, "two");
        StoredMessage gone = tables.say("dpair", "bob", 4_000_000, 1, "gone");
        gone.message().setDeletedAt(Instant.EPOCH);
        service = service(null);

        assertThat(erase()).isEqualTo(204);

        UserCommand first = (UserCommand) bus.commands.get(0);
        assertThat(List.of(first.getUser(), first.getService(), first.getKind()))
                .containsExactly("bob", "app", "erase");
        assertThat(first.getErase().getDone()).isNull();
        assertThat(ofChats())
                .containsExactlyInAnyOrder(
                        new RemoveMember("bob"),
                        new DeleteMessage("delete-" + one.id(), one.id().toString()),
                        new DeleteMessage("delete-" + two.id(), two.id().toString()));
        assertThat(bus.commands.stream().skip(1))
                .allMatch(command -> ((ChatCommand) command).getService().equals("app"));
    }

    @Test
    void what_the_user_uploaded_goes_sent_or_not_and_nothing_of_others() {
        caller = "bob";
        call("POST", "/chats/gteam/files?name=mine.txt", "mine", "text/plain");
        call("POST", "/chats/gteam/files?name=more.txt", "more", "text/plain");
        caller = "ann";
        call("POST", "/chats/gteam/files?name=hers.txt", "hers", "text/plain");
        int objects = store.objects.size();
        service = service(null);

        assertThat(erase()).isEqualTo(204);

        assertThat(store.objects).hasSize(objects / 3);
        assertThat(store.objects.keySet().stream().filter(key -> key.startsWith("cards/")))
                .hasSize(1);
    }

    @Test
    void what_stands_in_the_way_makes_it_a_503_and_asking_again_goes_on() {
        tables.say("gteam", "bob", 1_000_000, 1, "one");
        bus.answer = command -> command instanceof DeleteMessage ? FakeBus.rejected("unavailable") : answer(command);
        service = service(null);

        Answer answer = send("DELETE", "/users/bob", "");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsKey("Retry-After");
        assertThat(answer.json().path("detail").asText()).contains("key is destroyed");

        bus.answer = this::answer;
        assertThat(erase()).isEqualTo(204);
    }

    @Test
    void what_is_gone_already_stands_in_nobodys_way() {
        tables.say("gteam", "bob", 1_000_000, 1, "one");
        bus.answer =
                command -> command instanceof DeleteMessage ? FakeBus.rejected("no_such_message") : answer(command);
        service = service(null);

        assertThat(erase()).isEqualTo(204);
    }

    @Test
    void me_is_nobody_who_could_be_erased_by_mistake() {
        service = service(null);

        Answer answer = send("DELETE", "/users/me", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "PUT");
        assertThat(bus.commands).isEmpty();
    }

    @Test
    void a_user_erases_nobody() {
        bus.answer = command -> FakeBus.rejected("forbidden");

        assertThat(send("DELETE", "/users/bob", "").code()).isEqualTo("forbidden");

        assertThat(((UserCommand) bus.commands.get(0)).getService()).isNull();
        assertThat(bus.commands).hasSize(1);
    }
}
