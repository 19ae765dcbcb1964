package io.parley.sinks.cassandra;

import static io.parley.sinks.fixtures.Facts.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChangeEntry;
import io.parley.avro.FactTopic;
import io.parley.avro.Role;
import io.parley.sinks.common.PoisonException;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.fixtures.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a log is cut into batches, repeated or begun again, the tables come out the same. */
class ReplayTest {
    private static final int MAX_ROWS = 5;
    private static final List<String> USERS = List.of("ann", "bob", "cat");
    private static final List<String> CHATS = List.of("g1", "g2");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void batches_twice_and_from_an_earlier_offset_make_equal_tables(long seed) throws PoisonException {
        List<List<SpecificRecord>> topics = new Log(new Random(seed)).topics();
        FakeTables once = new FakeTables();
        for (List<SpecificRecord> topic : topics) {
            deliver(once, topic, 0, topic.size());
        }

        FakeTables cut = new FakeTables();
        Random random = new Random(seed + 1_000);
        for (List<SpecificRecord> topic : topics) {
            deliverAnyhow(cut, topic, random);
        }

        assertThat(once.visible()).isNotEmpty();
        assertThat(cut.visible()).isEqualTo(once.visible());
    }

    private static void deliverAnyhow(FakeTables tables, List<SpecificRecord> topic, Random random)
            throws PoisonException {
        int from = 0;
        int rewinds = 5;
        while (from < topic.size()) {
            int to = Math.min(topic.size(), from + 1 + random.nextInt(9));
            deliver(tables, topic, from, to);
            int again = random.nextInt(4);
            if (again == 0) {
                deliver(tables, topic, from, to);
            } else if (again == 1 && rewinds-- > 0) {
                to = random.nextInt(to + 1);
            }
            from = to;
        }
    }

    private static void deliver(FakeTables tables, List<SpecificRecord> topic, int from, int to)
            throws PoisonException {
        List<RowWrite> writes = new ArrayList<>();
        for (SpecificRecord fact : topic.subList(from, to)) {
            writes.addAll(new FactMapping(SinkContents.none()).writes(fact));
        }
        tables.apply(Plan.of(writes, MAX_ROWS));
    }

    /** A random log, a list for each topic, in which stamps rise as a chat's clock makes them. */
    private static final class Log {
        private final Random random;
        private final List<SpecificRecord> messages = new ArrayList<>();
        private final List<SpecificRecord> members = new ArrayList<>();
        private final List<SpecificRecord> marks = new ArrayList<>();
        private final List<SpecificRecord> changes = new ArrayList<>();
        private final List<SpecificRecord> profiles = new ArrayList<>();
        private final Map<String, List<Long>> said = new HashMap<>();
        private final Map<String, Long> seqs = new HashMap<>();
        private long stamp = T0;

        Log(Random random) {
            this.random = random;
        }

        List<List<SpecificRecord>> topics() {
            for (int i = 0; i < 200; i++) {
                stamp += 1 + random.nextInt(5_000);
                step(CHATS.get(random.nextInt(CHATS.size())), USERS.get(random.nextInt(USERS.size())), i);
            }
            return List.of(messages, members, marks, changes, profiles);
        }

        private void step(String chat, String user, int version) {
            List<Long> of = said.computeIfAbsent(chat, any -> new ArrayList<>());
            int seq = of.isEmpty() ? 0 : 1 + random.nextInt(of.size());
            int kind = of.isEmpty() ? 0 : random.nextInt(9);
            switch (kind) {
                case 1 -> messages.add(Facts.edited(chat, seq, of.get(seq - 1), version, stamp, "edit " + stamp));
                case 2 -> messages.add(Facts.deleted(chat, seq, of.get(seq - 1), version, stamp));
                case 3, 4 -> messages.add(Facts.reacted(chat, seq, of.get(seq - 1), stamp, user, random.nextBoolean()));
                case 5 -> changeMember(chat, user, version);
                case 6 -> marks.add(Facts.mark(chat, stamp, user, of.get(seq - 1), random.nextBoolean() ? T0 : null));
                case 7 -> profiles.add(Facts.profile(user, stamp, "Name " + stamp, random.nextBoolean() ? "u" : null));
                case 8 ->
                    tell(
                            chat,
                            FactTopic.MARKS,
                            null,
                            entry(user, Role.MEMBER, Facts.id(chat, stamp).toString()));
                default -> say(chat, of, version);
            }
        }

        private void say(String chat, List<Long> of, int version) {
            of.add(stamp);
            messages.add(Facts.said(Facts.message(chat, of.size(), stamp), version, stamp));
            ChangeEntry[] all =
                    USERS.stream().map(user -> entry(user, Role.MEMBER, null)).toArray(ChangeEntry[]::new);
            tell(chat, FactTopic.MESSAGES, Facts.id(chat, stamp).toString(), all);
        }

        private void changeMember(String chat, String user, int version) {
            @Nullable Role role = random.nextBoolean() ? Role.ADMIN : null;
            members.add(Facts.member(chat, version, stamp, user, role, Facts.span(T0, role == null ? stamp : null)));
            members.add(Facts.chat(chat, version, stamp, random.nextInt(9)));
            tell(chat, FactTopic.MEMBERS, null, entry(user, role, null));
        }

        private ChangeEntry entry(String user, @Nullable Role role, @Nullable String read) {
            return Facts.entry(user, seqs.merge(user, 1L, Long::sum), random.nextInt(20), role, read);
        }

        private void tell(String chat, FactTopic told, @Nullable String lastMessage, ChangeEntry... entries) {
            changes.add(Facts.changed(chat, stamp, told, lastMessage, List.of(entries)));
        }
    }
}
