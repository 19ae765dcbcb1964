package io.parley.edge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.parley.avro.ChatCommand;
import io.parley.avro.Mark;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.Origin;
import io.parley.avro.SessionEvent;
import io.parley.edge.bus.Holding;
import io.parley.edge.bus.SessionBus;
import io.parley.ids.TimeUuid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int TOGETHER = 3;
    private static final int MAX = 5;
    private static final ContextKey<String> FRAME = ContextKey.named("frame");

    private final List<ChatCommand> log = new ArrayList<>();
    private final List<@Nullable String> traces = new ArrayList<>();
    private final List<Runnable> failures = new ArrayList<>();
    private final List<String> unavailable = new ArrayList<>();
    private final Receipts receipts = new Receipts(new Log(), new ReceiptGate<>(SECOND, 100), TOGETHER, MAX);

    private final class Log implements SessionBus {
        @Override
        public @Nullable Holding holding() {
            return null;
        }

        @Override
        public void send(ChatCommand command, Runnable onFailure) {
            log.add(command);
            failures.add(onFailure);
            traces.add(Context.current().get(FRAME));
        }

        @Override
        public void send(SessionEvent event, Runnable onFailure) {
            throw new AssertionError("no receipt");
        }
    }

    private void reads(String user, String chatId, int message, long now) {
        take(user, chatId, new MarkRead(id(chatId, message)), now);
    }

    private void has(String user, String chatId, int message, long now) {
        take(user, chatId, new MarkDelivered(id(chatId, message)), now);
    }

    private void take(String user, String chatId, Object mark, long now) {
        ChatCommand command = ChatCommand.newBuilder()
                .setEventId("e")
                .setKind("test")
                .setEventTime(Instant.EPOCH)
                .setChatId(chatId)
                .setUser(user)
                .setOrigin(origin(user))
                .setCommand(mark)
                .build();
        receipts.take(command, () -> unavailable.add(user), now);
    }

    private static Origin origin(String user) {
        return new Origin(1, 1L, (long) user.hashCode(), 1L, null);
    }

    private static String id(String chatId, int message) {
        return TimeUuid.of(1_700_000_000_000_000L + message, 0, chatId).toString();
    }

    @Test
    void in_direct_chats_none_is_held_back() {
        has("ann", "dPair", 1, 0);
        reads("ann", "dPair", 1, 0);
        reads("ann", "dPair", 2, 0);

        receipts.send();

        assertThat(log).singleElement().satisfies(command -> {
            assertThat(command.getCommand()).isEqualTo(new MarkDelivered(id("dPair", 1)));
            assertThat(command.getMoreMarks())
                    .containsExactly(
                            new Mark("ann", origin("ann"), id("dPair", 1), true),
                            new Mark("ann", origin("ann"), id("dPair", 2), true));
        });
        receipts.open(SECOND, false);
        receipts.send();
        assertThat(log).hasSize(1);
    }

    @Test
    void those_of_a_group_go_together_and_each_keeps_whose_it_is() {
        has("ann", "gTeam", 1, 0);
        reads("bob", "gTeam", 2, 0);
        assertThat(log).isEmpty();

        receipts.send();

        assertThat(log).singleElement().satisfies(command -> {
            assertThat(command.getUser()).isEqualTo("ann");
            assertThat(command.getCommand()).isEqualTo(new MarkDelivered(id("gTeam", 1)));
            assertThat(command.getMoreMarks()).containsExactly(new Mark("bob", origin("bob"), id("gTeam", 2), true));
        });
    }

    @Test
    void one_that_is_alone_goes_alone() {
        reads("ann", "gTeam", 1, 0);
        reads("ann", "gOther", 1, 0);

        receipts.send();

        assertThat(log)
                .extracting(ChatCommand::getChatId, ChatCommand::getMoreMarks)
                .containsExactly(tuple("gTeam", null), tuple("gOther", null));
    }

    @Test
    void what_the_gate_held_back_goes_together_too() {
        for (String user : List.of("ann", "bob")) {
            reads(user, "gTeam", 1, 0);
            reads(user, "gTeam", 2, 1);
            reads(user, "gTeam", 3, 2);
        }
        receipts.send();
        log.clear();

        receipts.open(SECOND, false);
        receipts.send();

        assertThat(log).singleElement().satisfies(command -> {
            assertThat(command.getCommand()).isEqualTo(new MarkRead(id("gTeam", 3)));
            assertThat(command.getMoreMarks()).hasSize(1);
        });
    }

    @Test
    void one_event_takes_so_many_and_no_more() {
        for (String user : List.of("ann", "bob", "cat", "dan")) {
            reads(user, "gTeam", 1, 0);
        }

        receipts.send();

        assertThat(log).extracting(ChatCommand::getUser).containsExactly("ann", "dan");
    }

    @Test
    void beyond_the_bound_each_goes_at_once_again() {
        for (int i = 0; i <= MAX; i++) {
            reads("user" + i, "gTeam", 1, 0);
        }

        assertThat(log).extracting(ChatCommand::getUser).containsExactly("user" + MAX);
    }

    @Test
    void what_is_sent_to_the_group_goes_after_them() {
        reads("ann", "gTeam", 1, 0);
        reads("ann", "gOther", 1, 0);

        receipts.sendBefore("gTeam");

        assertThat(log).extracting(ChatCommand::getChatId).containsExactly("gTeam");
        receipts.send();
        assertThat(log).extracting(ChatCommand::getChatId).containsExactly("gTeam", "gOther");
    }

    @Test
    void what_goes_together_is_part_of_the_trace_of_the_first() {
        for (String user : List.of("ann", "bob")) {
            try (Scope frame = Context.current().with(FRAME, user).makeCurrent()) {
                reads(user, "gTeam", 1, 0);
            }
        }

        receipts.send();

        assertThat(traces).containsExactly("ann");
    }

    @Test
    void when_the_log_takes_them_not_each_is_told() {
        reads("ann", "gTeam", 1, 0);
        reads("bob", "gTeam", 1, 0);
        receipts.send();

        failures.get(0).run();

        assertThat(unavailable).containsExactly("ann", "bob");
    }
}
