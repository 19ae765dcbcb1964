package io.parley.sinks.cassandra;

import static io.parley.sinks.fixtures.Facts.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.FactTopic;
import io.parley.avro.Role;
import io.parley.sinks.cassandra.RowWrite.Upsert;
import io.parley.sinks.common.PoisonException;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.fixtures.Facts;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final int MAX_ROWS = 4;

    @Test
    void a_member_costs_one_mutation_a_batch_however_much_was_said() throws PoisonException {
        List<SpecificRecord> facts = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            facts.add(Facts.changed(
                    "gTeam",
                    T0 + i,
                    FactTopic.MESSAGES,
                    Facts.id("gTeam", T0 + i).toString(),
                    List.of(
                            Facts.entry("ann", i, 0, Role.OWNER, null),
                            Facts.entry("bob", 100 + i, i, Role.MEMBER, null))));
        }

        Plan plan = plan(facts);

        assertThat(plan.reached()).isEmpty();
        assertThat(plan.rows()).hasSize(2);
        assertThat(plan.rows().get(1))
                .extracting(RowWrite::table)
                .containsExactly(Table.CHATS_OF_USER, Table.POSITION_OF_USER);
        assertThat(((Upsert) plan.rows().get(1).get(0)).columns())
                .containsEntry("unread", 20)
                .containsEntry("seq", 120L)
                .containsEntry("told_messages", T0 + 20);
        assertThat(plan.rows().get(1).get(0).stamp()).isEqualTo(T0 + 20);
        assertThat(((Upsert) plan.rows().get(1).get(1)).columns()).containsEntry("as_of", 120L);
    }

    @Test
    void a_position_waits_for_rows_that_do_not_fit_in_its_own_mutation() throws PoisonException {
        List<SpecificRecord> facts = new ArrayList<>();
        for (int i = 1; i <= MAX_ROWS; i++) {
            facts.add(Facts.changed(
                    "g" + i, T0 + i, FactTopic.MESSAGES, null, List.of(Facts.entry("ann", i, 0, Role.OWNER, null))));
        }

        Plan plan = plan(facts);

        assertThat(plan.rows()).singleElement().satisfies(rows -> assertThat(rows)
                .hasSize(MAX_ROWS));
        assertThat(plan.reached())
                .containsExactly(List.of(Upsert.into(Table.POSITION_OF_USER, "ann")
                        .set("as_of", 4L)
                        .at(4)));
    }

    @Test
    void how_far_a_chat_is_comes_after_its_rows_and_once() throws PoisonException {
        Plan plan = plan(List.of(
                Facts.said(Facts.message("gTeam", 1, T0), 1, T0),
                Facts.said(Facts.message("gTeam", 2, T0 + 1), 1, T0 + 1),
                Facts.member("gTeam", 2, T0 + 2, "bob", Role.MEMBER, Facts.span(T0 + 2, null)),
                Facts.chat("gTeam", 2, T0 + 2, 2)));

        assertThat(plan.rows().stream().flatMap(List::stream))
                .extracting(RowWrite::table)
                .containsOnly(Table.MESSAGES, Table.WORDS, Table.BUCKETS, Table.MEMBERS);
        assertThat(plan.reached()).singleElement().satisfies(mutation -> assertThat(mutation)
                .extracting(RowWrite::table)
                .containsExactlyInAnyOrder(Table.CHAT_TALK, Table.CHAT_STATE));
    }

    @Test
    void no_mutation_holds_two_partitions_or_more_rows_than_allowed() throws PoisonException {
        List<SpecificRecord> facts = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            String chat = "g" + i % 3;
            facts.add(Facts.said(Facts.message(chat, 4_990 + i, T0 + i), 1, T0 + i));
        }

        Plan plan = plan(facts);

        assertThat(plan.rows()).allSatisfy(mutation -> {
            assertThat(mutation).hasSizeLessThanOrEqualTo(MAX_ROWS);
            assertThat(mutation.stream().map(RowWrite::partition).distinct()).hasSize(1);
        });
        assertThat(plan.rows().stream().flatMap(List::stream).filter(write -> write.table() == Table.MESSAGES))
                .hasSize(50);
    }

    private static Plan plan(List<SpecificRecord> facts) throws PoisonException {
        List<RowWrite> writes = new ArrayList<>();
        for (SpecificRecord fact : facts) {
            writes.addAll(new FactMapping(SinkContents.none()).writes(fact));
        }
        return Plan.of(writes, MAX_ROWS);
    }
}
