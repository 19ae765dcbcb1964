package io.parley.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.topology.PushConfig;
import io.parley.topology.TalkConfig;
import io.parley.topology.errors.ErrorBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class TalkSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "PARLEY_KAFKA_BOOTSTRAP_SERVERS", "h:1",
            "PARLEY_REGISTRY_URL", "http://r",
            "PARLEY_TALK_STATE_DIR", "/s");

    @Test
    void bounds_are_those_of_the_defaults_unless_said() {
        assertThat(TalkMain.settings(LEAST).config()).isEqualTo(TalkConfig.defaults());
        assertThat(TalkMain.settings(with("PARLEY_TALK_MEMBERS_MAX", "7")).config())
                .isEqualTo(TalkConfig.defaults().with(bounds -> bounds.members = 7));
    }

    @Test
    void a_misspelt_setting_is_refused_and_those_of_others_are_not() {
        assertThat(TalkMain.settings(with("PARLEY_EDGE_PORT", "80"))).isNotNull();
        assertThatThrownBy(() -> TalkMain.settings(with("PARLEY_TALK_TREADS", "2")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("PARLEY_TALK_TREADS");
    }

    @Test
    void what_is_missing_or_out_of_range_is_named() {
        assertThatThrownBy(() -> TalkMain.settings(Map.of())).hasMessageContaining("registry.url");
        assertThatThrownBy(() -> TalkMain.settings(with("PARLEY_TALK_THREADS", "0")))
                .hasMessageContaining("talk.threads");
    }

    @Test
    void what_is_released_is_a_place_in_the_log() {
        assertThat(TalkMain.settings(with("PARLEY_TALK_ERRORS_RELEASED", "user.inbox-0@7,chat.raw-3@12"))
                        .getList(TalkSettings.RELEASED))
                .containsExactly("user.inbox-0@7", "chat.raw-3@12");
        assertThatThrownBy(() -> TalkMain.settings(with("PARLEY_TALK_ERRORS_RELEASED", "all of them")))
                .hasMessageContaining("talk.errors.released");
    }

    @Test
    void streams_takes_what_is_made_of_them() {
        Properties properties = StreamsSettings.of(TalkMain.settings(LEAST), new ErrorBudget(1, Duration.ofMinutes(1)));

        StreamsConfig config = new StreamsConfig(properties);

        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
        assertThat(config.getProducerConfigs("p"))
                .containsEntry("linger.ms", 100)
                .containsEntry("transaction.timeout.ms", 15_000);
        assertThat(config.getMainConsumerConfigs("g", "c", 1)).containsEntry("isolation.level", "read_committed");
        assertThat(config.getGlobalConsumerConfigs("g")).containsEntry("isolation.level", "read_committed");
    }

    @Test
    void push_is_bounded_as_by_default_and_commits_less_often_than_talk() {
        TalkSettings settings = TalkMain.settings(LEAST);

        Properties properties = StreamsSettings.ofPush(settings, new ErrorBudget(1, Duration.ofMinutes(1)));

        assertThat(PushSettings.config(settings)).isEqualTo(PushConfig.defaults());
        assertThat(properties)
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "parley-push")
                .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200)
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        assertThatThrownBy(() -> TalkMain.settings(with("PARLEY_PUSH_WAIT", "2")))
                .hasMessageContaining("PARLEY_PUSH_WAIT");
    }

    @Test
    void every_setting_says_what_it_is() {
        assertThat(TalkSettings.DEFINITION.configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).as(key.name).endsWith("."));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put(name, value);
        return environment;
    }
}
