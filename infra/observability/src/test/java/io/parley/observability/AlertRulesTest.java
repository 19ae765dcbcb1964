package io.parley.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every alert fires when it should and not before: alerts-test.yml says when, and Prometheus' own tool says whether. */
class AlertRulesTest {
    private static final String RULES = "alerts.yml";
    private static final String CASES = "alerts-test.yml";

    @Test
    void every_alert_has_a_case_in_which_it_fires_and_one_in_which_it_does_not() throws IOException {
        Set<String> alerts = new TreeSet<>();
        for (JsonNode group : read(RULES).path("groups")) {
            group.path("rules").forEach(rule -> alerts.add(rule.path("alert").asText()));
        }
        Set<String> firing = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (JsonNode test : read(CASES).path("tests")) {
            for (JsonNode expected : test.path("alert_rule_test")) {
                Set<String> those = expected.path("exp_alerts").isEmpty() ? silent : firing;
                those.add(expected.path("alertname").asText());
            }
        }

        assertThat(alerts).isNotEmpty();
        assertThat(firing).isEqualTo(alerts);
        assertThat(silent).isEqualTo(alerts);
    }

    private static JsonNode read(String file) throws IOException {
        return new YAMLMapper().readTree(Path.of(file).toFile());
    }

    @Test
    void the_rules_are_well_formed() throws Exception {
        Promtool.Answer answer = promtool().run("check", "rules", RULES);

        assertThat(answer.status()).as(answer.text()).isZero();
    }

    @Test
    void each_case_ends_as_it_says() throws Exception {
        Promtool.Answer answer = promtool().run("test", "rules", CASES);

        assertThat(answer.status()).as(answer.text()).isZero();
    }

    private static Promtool promtool() {
        Optional<Promtool> promtool = Promtool.find();
        assumeThat(promtool)
                .as("promtool is not installed: ./parley test fetches it, or take Debian's package prometheus")
                .isPresent();
        return promtool.orElseThrow();
    }
}
