package io.parley.sinks.redis;

import static io.parley.sinks.fixtures.Facts.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.ProfileFact;
import io.parley.avro.Role;
import io.parley.sinks.common.PoisonException;
import io.parley.sinks.common.UnknownKindException;
import io.parley.sinks.fixtures.Facts;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class CallsTest {

    @Test
    void the_newest_count_of_a_batch_is_sent_once_for_each_user() throws PoisonException {
        List<Call> calls = calls(
                Facts.changed("g1", T0, Facts.entry("ann", 1, 1, Role.OWNER), Facts.entry("bob", 5, 1, Role.MEMBER)),
                Facts.changed("g2", T0, Facts.entry("bob", 6, 4, Role.MEMBER)),
                Facts.changed("g1", T0 + 1, Facts.entry("bob", 7, 2, Role.MEMBER)));

        assertThat(calls)
                .containsExactly(
                        new Call(Script.UNREAD, List.of("unread:{ann}", "unread:{ann}:seq"), List.of("g1", "1", "1")),
                        new Call(
                                Script.UNREAD,
                                List.of("unread:{bob}", "unread:{bob}:seq"),
                                List.of("g1", "7", "2", "g2", "6", "4")));
    }

    @Test
    void who_left_has_no_count() throws PoisonException {
        assertThat(calls(Facts.changed("g1", T0, Facts.entry("ann", 1, 0, null))))
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).containsExactly("g1", "1", ""));
    }

    @Test
    void messages_of_a_chat_go_together_in_order() throws PoisonException {
        List<Call> calls =
                calls(Facts.said("g1", 1, T0), Facts.said("g2", 1, T0), Facts.edited("g1", 1, T0, 2, T0 + 1, "better"));

        assertThat(calls)
                .extracting(Call::keys)
                .containsExactly(List.of("chat:{g1}:recent"), List.of("chat:{g2}:recent"));
        assertThat(calls.get(0).arguments())
                .startsWith("50", "60000", "add", "1", Long.toString(T0))
                .contains("amend", Long.toString(T0 + 1))
                .hasSize(10);
    }

    @Test
    void a_long_talk_is_cut_into_calls_of_a_bounded_length() throws PoisonException {
        List<SpecificRecord> facts = new ArrayList<>();
        for (int i = 1; i <= 25; i++) {
            facts.add(Facts.said("g1", i, T0 + i));
        }

        assertThat(calls(facts.toArray(SpecificRecord[]::new))).hasSize(3);
    }

    @Test
    void only_the_last_word_on_who_is_connected_is_sent() throws PoisonException {
        List<Call> calls = calls(
                Facts.connected("ann", T0, Facts.session("phone", 1)),
                Facts.connected("ann", T0 + 1, Facts.session("phone", 1), Facts.session("tab", 2)));

        assertThat(calls)
                .containsExactly(new Call(
                        Script.EDGES,
                        List.of("edges:{ann}", "edges:{ann}:stamp"),
                        List.of(Long.toString(T0 + 1), "691200000", "phone", "1 4 17", "tab", "2 4 17")));
    }

    @Test
    void a_record_of_another_topic_stops_the_sink() {
        assertThatThrownBy(() -> calls(new ProfileFact()))
                .isInstanceOf(UnknownKindException.class)
                .hasMessageContaining("ProfileFact");
    }

    private static List<Call> calls(SpecificRecord... facts) throws PoisonException {
        List<RedisWrite> writes = new ArrayList<>();
        for (SpecificRecord fact : facts) {
            writes.addAll(new FactMapping().writes(fact));
        }
        return new Calls(50, 60_000, 10).of(writes);
    }
}
