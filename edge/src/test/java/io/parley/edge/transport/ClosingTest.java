package io.parley.edge.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.avro.SessionClosed;
import io.parley.avro.SessionEvent;
import io.parley.avro.SessionOpened;
import io.parley.avro.SessionReplaced;
import io.parley.edge.EdgeSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every close code of the wire contract, and that a neighbour does not notice. */
class ClosingTest {
    private static final int FIN = 0x80;

    private EdgeFixture edge;
    private RawClient client;
    private RawClient neighbour;

    @BeforeEach
    void connect() throws IOException {
        edge = new EdgeFixture(Map.of(EdgeSettings.SOCKET_OWED_BYTES, Integer.toString(128 << 10)));
        client = edge.connect("ann");
        neighbour = edge.connect("bob");
    }

    @AfterEach
    void leave() throws IOException {
        client.close();
        neighbour.close();
        edge.close();
    }

    private void endsWith(int code) throws IOException {
        assertThat(client.readCloseCode()).isEqualTo(code);
        edge.tell("bob", 1, "still here");
        assertThat(neighbour.readText()).contains("still here");
    }

    private String reasonTold() {
        for (SessionEvent event : edge.bus.events) {
            if (event.getUser().equals("ann") && event.getEvent() instanceof SessionClosed closed) {
                return closed.getReason();
            }
        }
        return "";
    }

    @Test
    void a_clients_close_is_answered_and_told() throws IOException {
        client.frame(FIN | Opcodes.CLOSE, new byte[] {3, (byte) 0xE8});

        endsWith(1000);
        await().until(() -> reasonTold().equals("closed"));
    }

    @Test
    void a_client_that_vanishes_is_told() throws IOException {
        client.close();

        await().until(() -> reasonTold().equals("closed"));
    }

    @Test
    void an_unmasked_frame_breaks_the_protocol() throws IOException {
        client.raw(new byte[] {(byte) (FIN | Opcodes.TEXT), 2, '{', '}'});

        endsWith(1002);
    }

    @Test
    void reserved_bits_break_the_protocol() throws IOException {
        client.frame(FIN | 0x40 | Opcodes.TEXT, "{}".getBytes(UTF_8));

        endsWith(1002);
    }

    @Test
    void a_continuation_of_nothing_breaks_the_protocol() throws IOException {
        client.frame(FIN | Opcodes.CONTINUATION, "{}".getBytes(UTF_8));

        endsWith(1002);
    }

    @Test
    void a_close_frame_with_a_code_that_nobody_may_send_breaks_the_protocol() throws IOException {
        client.frame(FIN | Opcodes.CLOSE, new byte[] {3, (byte) 0xED});

        endsWith(1002);
    }

    @Test
    void binary_is_1003() throws IOException {
        client.frame(FIN | Opcodes.BINARY, new byte[] {1});

        endsWith(1003);
    }

    @Test
    void what_is_not_utf8_is_1007() throws IOException {
        client.frame(FIN | Opcodes.TEXT, new byte[] {'{', (byte) 0xC3, '}'});

        endsWith(1007);
    }

    @Test
    void more_than_64_kib_is_1009() throws IOException {
        client.frame(FIN | Opcodes.TEXT, new byte[65_537]);

        endsWith(1009);
    }

    @Test
    void all_fragments_count_for_1009() throws IOException {
        client.frame(Opcodes.TEXT, new byte[40_000]);
        client.frame(Opcodes.CONTINUATION, new byte[25_000]);
        client.frame(FIN | Opcodes.CONTINUATION, new byte[600]);

        endsWith(1009);
    }

    @Test
    void exactly_64_kib_in_fragments_is_heard() throws IOException {
        String ping = "{\"type\":\"ping\",\"pad\":\"" + "x".repeat(65_536 - 24) + "\"}";
        byte[] bytes = ping.getBytes(UTF_8);
        assertThat(bytes).hasSize(65_536);

        client.frame(Opcodes.TEXT, Arrays.copyOf(bytes, 30_000));
        client.frame(FIN | Opcodes.PING, "between".getBytes(UTF_8));
        client.frame(FIN | Opcodes.CONTINUATION, Arrays.copyOfRange(bytes, 30_000, 65_536));

        assertThat(client.read().text()).isEqualTo("between");
        assertThat(client.readText()).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void the_21st_bad_frame_in_a_minute_is_1008() throws IOException {
        for (int i = 0; i < 20; i++) {
            client.text("no json");
            assertThat(client.readText()).contains("\"code\":\"bad_frame\"");
        }
        client.text("{\"type\":\"ping\"}");
        assertThat(client.readText()).isEqualTo("{\"type\":\"pong\"}");
        client.text("[]");

        endsWith(1008);
    }

    @Test
    void bad_frames_are_forgiven_after_a_minute() throws IOException {
        for (int i = 0; i < 20; i++) {
            client.text("no json");
            client.readText();
        }
        edge.pass(Duration.ofSeconds(59));
        client.text("{\"type\":\"ping\"}");
        client.readText();
        edge.pass(Duration.ofSeconds(1));
        client.text("{\"type\":\"no such type\"}");

        assertThat(client.readText()).contains("\"code\":\"bad_frame\"");
        client.text("{\"type\":\"ping\"}");
        assertThat(client.readText()).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void an_expired_token_ends_the_connection_with_4401() throws IOException {
        keepAlive(Duration.ofMinutes(60));

        assertThat(client.readCloseCode()).isEqualTo(4401);
        assertThat(reasonTold()).isEqualTo("expired");
    }

    @Test
    void a_renewed_token_counts() throws IOException {
        keepAlive(Duration.ofMinutes(30));
        client.text("{\"type\":\"auth\",\"ref\":\"r\",\"token\":\"" + edge.token("ann") + "\"}");
        assertThat(client.readText())
                .isEqualTo("{\"type\":\"authed\",\"expires_at\":\"2026-11-01T13:30:00.000Z\",\"ref\":\"r\"}");

        keepAlive(Duration.ofMinutes(45));

        client.text("{\"type\":\"ping\",\"ref\":\"alive\"}");
        assertThat(client.readText()).contains("alive");
    }

    @Test
    void another_users_token_renews_nothing() throws IOException {
        client.text("{\"type\":\"auth\",\"ref\":\"r\",\"token\":\"" + edge.token("bob") + "\"}");
        assertThat(client.readText()).contains("\"code\":\"unauthorized\"", "\"ref\":\"r\"");

        client.text("{\"type\":\"auth\",\"token\":\"nonsense\"}");

        assertThat(client.readText()).contains("\"code\":\"unauthorized\"");
    }

    /** Lets time pass while the client sends something in every heartbeat. */
    private void keepAlive(Duration time) throws IOException {
        for (Duration left = time; !left.isZero(); left = left.minus(Duration.ofSeconds(50))) {
            Duration step = left.compareTo(Duration.ofSeconds(50)) < 0 ? left : Duration.ofSeconds(50);
            edge.pass(step);
            if (step.equals(left)) {
                return;
            }
            client.text("{\"type\":\"ping\"}");
            client.readText();
        }
    }

    @Test
    void a_silent_client_is_4408() throws IOException {
        edge.pass(Duration.ofSeconds(59));
        neighbour.text("{\"type\":\"ping\"}");
        neighbour.readText();
        edge.pass(Duration.ofSeconds(1));

        endsWith(4408);
        assertThat(reasonTold()).isEqualTo("silent");
    }

    @Test
    void a_replaced_client_is_4409() throws IOException {
        SessionEvent opened = edge.bus.events.stream()
                .filter(event -> event.getUser().equals("ann") && event.getEvent() instanceof SessionOpened)
                .findFirst()
                .orElseThrow();
        edge.sessions.replaced(SessionReplaced.newBuilder()
                .setUser("ann")
                .setDevice("default")
                .setConnection(opened.getConnection())
                .build());

        endsWith(4409);
        assertThat(reasonTold()).isEqualTo("replaced");
    }

    @Test
    void a_slow_reader_is_4429_and_harms_nobody() throws IOException {
        String large = "x".repeat(16_000);
        for (int seq = 1; reasonTold().isEmpty(); seq++) {
            assertThat(seq).as("events before the slow one is let go").isLessThan(2_000);
            edge.tell("ann", seq, large);
            edge.tell("bob", seq, "small " + seq);
            assertThat(neighbour.readText()).contains("small " + seq + "\"");
        }

        assertThat(reasonTold()).isEqualTo("slow");
        assertThat(client.readCloseCode()).isEqualTo(4429);
    }

    @Test
    void an_edge_that_lost_its_lease_tells_nothing_but_1001() throws IOException {
        edge.bus.held = null;
        edge.tell("ann", 1, "must not be told");

        assertThat(client.read().closeCode()).isEqualTo(1001);
        edge.sessions.tick();
        assertThat(neighbour.read().closeCode()).isEqualTo(1001);
        assertThat(edge.sessions.count()).isZero();
    }

    @Test
    void a_draining_edge_is_1001() throws IOException {
        edge.sessions.open().forEach(edge.sessions::drain);

        assertThat(client.readCloseCode()).isEqualTo(1001);
        assertThat(reasonTold()).isEqualTo("draining");
    }
}
