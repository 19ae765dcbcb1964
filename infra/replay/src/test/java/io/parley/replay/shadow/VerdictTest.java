package io.parley.replay.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.replay.shadow.Verdict.How;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Instant BEGIN = Instant.ofEpochMilli(1_000);
    private static final Set<String> NONE = Set.of();

    @Test
    void a_decision_is_the_same_changed_gone_or_new() {
        Map<String, Fact> then =
                facts(fact("1", "gA", "hello", 2_000), fact("2", "gA", "you", 2_000), fact("3", "gB", "x", 2_000));
        Map<String, Fact> now =
                facts(fact("1", "gA", "hello", 2_000), fact("2", "gA", "YOU", 2_000), fact("4", "gB", "y", 2_000));

        Verdict verdict = Verdict.of(then, now, NONE, NONE, BEGIN);

        assertThat(verdict.isSame()).isFalse();
        assertThat(verdict.sames()).isEqualTo(1);
        assertThat(verdict.differences().stream().map(Verdict.Different::how))
                .containsExactly(How.CHANGED, How.GONE, How.NEW);
        assertThat(String.join("\n", verdict.report()))
                .containsPattern("chat.messages message +1 +1 +1 +1")
                .contains("chat gA: 1 differ", "chat gB: 2 differ", "user ann: 3 differ")
                .contains("then {\"stamp\":2000,\"sender\":\"ann\",\"content\":\"you\"}", "now  nothing");
    }

    @Test
    void what_was_before_the_time_is_made_again_and_not_reported() {
        Verdict verdict = Verdict.of(facts(fact("1", "gA", "old", 999)), facts(), NONE, NONE, BEGIN);

        assertThat(verdict.isSame()).isTrue();
        assertThat(verdict.sames()).isZero();
    }

    @Test
    void chats_of_unknown_beginning_and_states_that_changed_since_are_not_compared() {
        Map<String, Fact> then = facts(fact("1", "gOld", "hello", 2_000), fact("2", "gA", "state", 2_000));

        assertThat(Verdict.of(then, facts(), Set.of("2"), Set.of("gOld"), BEGIN).isSame())
                .isTrue();
        assertThat(Verdict.of(then, facts(), NONE, NONE, BEGIN).differences()).hasSize(2);
    }

    private static Fact fact(String identity, String chat, String content, long millis) {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        plain.put("stamp", millis).put("sender", "ann").put("content", content);
        return new Fact("chat.messages", "message", chat, identity, plain);
    }

    private static Map<String, Fact> facts(Fact... facts) {
        Map<String, Fact> all = new LinkedHashMap<>();
        for (Fact fact : facts) {
            all.put(fact.identity(), fact);
        }
        return all;
    }
}
