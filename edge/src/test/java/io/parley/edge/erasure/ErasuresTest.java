package io.parley.edge.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChatCommand;
import io.parley.avro.DeleteMessage;
import io.parley.avro.Done;
import io.parley.avro.FactTopic;
import io.parley.avro.Origin;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.UserCommand;
import io.parley.edge.bus.CommandBus;
import io.parley.edge.bus.Holding;
import io.parley.edge.content.FakeKeys;
import io.parley.edge.files.ChatFiles;
import io.parley.edge.files.MemoryStore;
import io.parley.edge.store.FakeTables;
import io.parley.edge.store.Reached;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An erasure that nobody asks for again is gone on with, until the log is told that it is done. */
class ErasuresTest {
    private static final Reached ALL = new Reached(9_000_000, 9_000_000, 9_000_000);

    private final FakeKeys keys = new FakeKeys();
    private final FakeTables tables = new FakeTables();
    private final ChatFiles files = new MemoryStore().files(1 << 20);
    private final Bus bus = new Bus();
    private Instant now = Instant.EPOCH;
    private @Nullable Holding holding = new Holding(3, 1);
    private final Erasures erasures =
            new Erasures(bus, tables, files, keys.ring(), () -> holding, Duration.ofMinutes(1), clock());

    /** Stands until the next look. */
    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private void lookAfter(int seconds) {
        now = Instant.EPOCH.plusSeconds(seconds);
        erasures.look();
    }

    @AfterEach
    void close() {
        erasures.close();
        files.close();
    }

    private void bobSaysSomething() {
        tables.chat("dpair", true, 9_000_000, "ann", "bob");
        tables.userChat("bob", "dpair", true, null, ALL);
        tables.say("dpair", "bob", 1_000_000, 1, "one");
    }

    @Test
    void one_that_is_due_is_walked_and_told_done() {
        bobSaysSomething();
        long erasure = keys.erase("bob", Instant.EPOCH);

        lookAfter(120);

        assertThat(bus.chats).extracting(ChatCommand::getCommand).hasOnlyElementsOfType(DeleteMessage.class);
        assertThat(bus.chats).hasSize(1);
        assertThat(bus.users).hasSize(1);
        assertThat(bus.users.get(0).getUser()).isEqualTo("bob");
        assertThat(bus.users.get(0).getService()).isEqualTo("app");
        assertThat(bus.users.get(0).getErase().getDone()).isEqualTo(erasure);
    }

    @Test
    void one_that_is_too_young_waits_for_what_is_on_its_way_to_the_tables() {
        bobSaysSomething();
        keys.erase("bob", Instant.EPOCH);

        lookAfter(59);

        assertThat(bus.chats).isEmpty();
        assertThat(bus.users).isEmpty();
    }

    @Test
    void without_a_slot_nothing_is_asked_and_the_turn_comes_later() {
        bobSaysSomething();
        keys.erase("bob", Instant.EPOCH);
        Holding lost = holding;
        holding = null;
        lookAfter(120);
        assertThat(bus.users).isEmpty();

        holding = lost;
        lookAfter(121);

        assertThat(bus.users).hasSize(1);
    }

    @Test
    void what_another_edge_has_done_by_its_turn_is_not_walked_again() {
        bobSaysSomething();
        long erasure = keys.erase("bob", Instant.EPOCH);
        keys.finish("bob", Instant.EPOCH, erasure);

        lookAfter(120);

        assertThat(bus.chats).isEmpty();
        assertThat(bus.users).isEmpty();
    }

    @Test
    void what_stands_in_the_way_leaves_it_due_and_nobody_else_waits_for_it() {
        bobSaysSomething();
        keys.erase("bob", Instant.EPOCH);
        keys.erase("cat", Instant.EPOCH);
        bus.refuses = true;

        lookAfter(120);

        assertThat(bus.users).extracting(UserCommand::getUser).containsExactly("cat");

        bus.refuses = false;
        lookAfter(180);

        assertThat(bus.users).extracting(UserCommand::getUser).contains("bob");
    }

    private static final class Bus implements CommandBus {
        private final List<ChatCommand> chats = new ArrayList<>();
        private final List<UserCommand> users = new ArrayList<>();
        private boolean refuses;

        @Override
        public CompletionStage<Reply> submit(ChatCommand command) {
            chats.add(command);
            Rejected away = Rejected.newBuilder()
                    .setCode("unavailable")
                    .setMessage("away")
                    .build();
            return reply(command.getUser(), refuses ? away : done());
        }

        @Override
        public CompletionStage<Reply> submit(UserCommand command) {
            users.add(command);
            return reply(command.getUser(), done());
        }

        private static Done done() {
            return Done.newBuilder()
                    .setCreated(false)
                    .setTold(FactTopic.MEMBERS)
                    .setStamp(1)
                    .build();
        }

        private static CompletionStage<Reply> reply(String user, Object result) {
            Origin origin = Origin.newBuilder()
                    .setSlot(0)
                    .setEpoch(1)
                    .setConnection(0)
                    .setRequest(1)
                    .build();
            return CompletableFuture.completedFuture(Reply.newBuilder()
                    .setOrigin(origin)
                    .setUser(user)
                    .setResult(result)
                    .build());
        }
    }
}
