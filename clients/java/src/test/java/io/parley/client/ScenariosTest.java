package io.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The script that both SDKs play ({@code clients/scenarios}): each scenario once for every frame and REST call that goes
 * by, where the connection is cut. Nothing is lost, doubled or reordered, whatever breaks.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ScenariosTest {

    /** Silence is found out by waiting, so it is tried at every third. */
    private static final int SILENT_EVERY = 3;

    private static @Nullable ScenarioEdge edge;
    private static final ClientRuntime RUNTIME = new ClientRuntime();

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(ScenarioEdge.canRun(), "the page's packages are not installed");
        edge = new ScenarioEdge();
    }

    @AfterAll
    static void stop() {
        RUNTIME.close();
        if (edge != null) {
            edge.close();
        }
    }

    static Stream<Arguments> scenarios() throws IOException {
        JsonNode all = FrameCodec.JSON.readTree(
                ScenarioEdge.CLIENTS.resolve("scenarios/scenarios.json").toFile());
        return StreamSupport.stream(all.spliterator(), false).flatMap(scenario -> Stream.of("reset", "silence")
                .map(cut -> Arguments.of(scenario.path("name").asText(), cut, scenario)));
    }

    @ParameterizedTest(name = "{0}, cut by a {1}")
    @MethodSource("scenarios")
    void however_the_network_is_cut(String name, String cut, JsonNode scenario) throws Exception {
        int carried = play(scenario, -1, cut);
        assertThat(carried).as(name).isGreaterThan(10);

        int step = cut.equals("silence") ? SILENT_EVERY : 1;
        for (int frame = 0; frame < carried; frame += step) {
            play(scenario, frame, cut);
        }
    }

    private static int play(JsonNode scenario, int cutAt, String cut) throws Exception {
        ScenarioEdge server = Objects.requireNonNull(edge);
        String chat = server.world(scenario, cutAt, cut);
        Map<String, ScenarioPerson> people = new LinkedHashMap<>();
        try {
            for (JsonNode step : scenario.path("steps")) {
                ScenarioPerson person = people.computeIfAbsent(
                        step.path(0).asText(), who -> new ScenarioPerson(RUNTIME, server.uri(), who));
                take(step, person, people, chat);
            }
            people.values().forEach(ScenarioPerson::answered);
            JsonNode truth = server.truth();
            answersAreRight(scenario, people);
            everythingIsSaidOnceAndInOrder(scenario, truth);
            for (Map.Entry<String, ScenarioPerson> person : people.entrySet()) {
                await(person.getKey() + " heard everything, cut by a " + cut + " at " + cutAt)
                        .atMost(20, TimeUnit.SECONDS)
                        .until(() -> person.getValue()
                                .heardAll(server.truth()
                                        .path("streams")
                                        .path(person.getKey())
                                        .size()));
            }
            return truth.path("carried").asInt();
        } finally {
            people.values().forEach(ScenarioPerson::close);
        }
    }

    private static void take(JsonNode step, ScenarioPerson person, Map<String, ScenarioPerson> people, String chat) {
        String id = step.path(2).asText();
        String second = step.path(3).asText();
        String third = step.path(4).asText();
        switch (step.path(1).asText()) {
            case "start" -> person.start();
            case "answered" -> person.answered();
            case "send" -> person.send(id, ClientFrame.Send.text(chat, id, second));
            case "edit" -> person.send(id, new ClientFrame.Edit(chat, id, msgId(people, second), third, null));
            case "delete" -> person.send(id, new ClientFrame.Delete(chat, id, msgId(people, second)));
            case "react" -> person.send(id, new ClientFrame.React(chat, id, msgId(people, second), third, "add"));
            default -> throw new IllegalArgumentException("no such step: " + step);
        }
    }

    private static String msgId(Map<String, ScenarioPerson> people, String id) {
        return people.values().stream()
                .flatMap(person -> Stream.ofNullable(person.sent.get(id)))
                .findFirst()
                .orElseThrow()
                .join()
                .msgId();
    }

    private static void answersAreRight(JsonNode scenario, Map<String, ScenarioPerson> people) {
        people.values()
                .forEach(person -> person.sent.forEach((id, answer) -> assertThat(answer.handle((ack, refused) -> {
                                    Throwable cause =
                                            refused instanceof CompletionException ? refused.getCause() : refused;
                                    return cause instanceof Problem problem ? problem.code() : String.valueOf(cause);
                                })
                                .join())
                        .as(id)
                        .isEqualTo(scenario.path("refused").path(id).asText("null"))));
    }

    private static void everythingIsSaidOnceAndInOrder(JsonNode scenario, JsonNode truth) {
        Map<String, List<String>> order = new LinkedHashMap<>();
        Map<String, JsonNode> said = new LinkedHashMap<>();
        for (JsonNode message : truth.path("messages")) {
            String id = message.path("id").asText();
            assertThat(said.put(id, message.path("content"))).as("%s twice", id).isNull();
            order.computeIfAbsent(message.path("sender").asText(), who -> new ArrayList<>())
                    .add(id);
        }
        Map<String, List<String>> sent = new LinkedHashMap<>();
        for (JsonNode step : scenario.path("steps")) {
            if (step.path(1).asText().equals("send")
                    && scenario.path("said").has(step.path(2).asText())) {
                sent.computeIfAbsent(step.path(0).asText(), who -> new ArrayList<>())
                        .add(step.path(2).asText());
            }
        }
        assertThat(order).isEqualTo(sent);
        scenario.path("said").fields().forEachRemaining(entry -> assertThat(said.get(entry.getKey()))
                .isEqualTo(entry.getValue()));
    }
}
