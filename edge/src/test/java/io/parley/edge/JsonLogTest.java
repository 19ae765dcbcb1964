package io.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Logs for machines: an object of JSON a line. */
class JsonLogTest {
    @Test
    void a_line_is_an_object_with_time_level_thread_logger_message_and_what_was_thrown() throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(
                Objects.requireNonNull(getClass().getResource("/parley/edge-json-logback.xml"), "no configuration"));
        Logger logger = context.getLogger("io.parley.edge.Edge");
        ConsoleAppender<ILoggingEvent> out = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("out");

        byte[] line = out.getEncoder()
                .encode(new LoggingEvent(
                        getClass().getName(),
                        logger,
                        Level.INFO,
                        "Draining {} connections",
                        new IllegalStateException("why"),
                        new Object[] {3}));

        assertThat(new String(line, java.nio.charset.StandardCharsets.UTF_8))
                .endsWith("}\n")
                .containsOnlyOnce("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("formattedMessage").asText()).isEqualTo("Draining 3 connections");
        assertThat(json.path("level").asText()).isEqualTo("INFO");
        assertThat(json.path("loggerName").asText()).isEqualTo("io.parley.edge.Edge");
        assertThat(json.path("timestamp").asLong()).isPositive();
        assertThat(json.path("throwable").path("message").asText()).isEqualTo("why");
    }
}
