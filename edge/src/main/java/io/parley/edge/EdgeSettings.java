package io.parley.edge;

import static io.parley.edge.Settings.number;
import static io.parley.edge.Settings.text;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.parley.access.KafkaAccess;
import io.parley.edge.auth.AuthSettings;
import io.parley.edge.content.ContentSettings;
import io.parley.edge.presence.PresenceSettings;
import io.parley.edge.rates.RateSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Every setting of an edge, with its default, its range and what it is for. Times are milliseconds, sizes bytes. */
public final class EdgeSettings extends AbstractConfig {
    public static final String HOST = "edge.host";
    public static final String PORT = "edge.port";
    public static final String ADMIN_HOST = "edge.admin.host";
    public static final String ADMIN_PORT = "edge.admin.port";
    public static final String NAME = "edge.name";
    public static final String LOCAL = "edge.local";
    public static final String IO_THREADS = "edge.io.threads";
    public static final String WORKER_THREADS = "edge.worker.threads";
    public static final String ALLOWED_ORIGINS = "edge.allowed.origins";
    public static final String MAX_CONNECTIONS = "edge.max.connections";
    public static final String HEARTBEAT = "edge.heartbeat.ms";
    public static final String BAD_FRAMES = "edge.bad.frames.per.minute";
    public static final String SOCKET_OWED_BYTES = "edge.socket.owed.bytes";
    public static final String SOCKET_SEND_BUFFER = "edge.socket.send.buffer.bytes";
    public static final String START_TIMEOUT = "edge.session.start.timeout.ms";
    public static final String RECEIPT_INTERVAL = "edge.receipt.interval.ms";
    public static final String RECEIPT_CHATS = "edge.receipt.chats";
    public static final String RECEIPT_GATHER = "edge.receipt.gather.ms";
    public static final String RECEIPTS_TOGETHER = "edge.receipt.together";
    public static final String SENDS_WAITING = "edge.sends.waiting";
    public static final String CLOSE_TIMEOUT = "edge.close.timeout.ms";
    public static final String DRAIN_GRACE = "edge.drain.grace.ms";
    public static final String REQUEST_TIMEOUT = "edge.request.timeout.ms";
    public static final String BODY_TIMEOUT = "edge.body.timeout.ms";
    public static final String BODY_IDLE = "edge.upload.idle.ms";
    public static final String REQUESTS_PENDING = "edge.requests.pending";
    public static final String VISIBILITY_WAIT = "edge.visibility.wait.ms";
    public static final String MIN_SEQ_WAIT = "edge.min.seq.wait.ms";
    public static final String LEASE_TIME = "edge.lease.ms";
    public static final String LEASE_RENEWAL = "edge.lease.renewal.ms";
    public static final String SLOT_FIRST = "edge.slot.first";

    public static final String BOOTSTRAP = "kafka.bootstrap.servers";
    public static final String PRODUCER_LINGER = "kafka.producer.linger.ms";
    public static final String PRODUCER_BUFFER = "kafka.producer.buffer.bytes";
    public static final String PRODUCER_TIMEOUT = "kafka.producer.delivery.timeout.ms";

    public static final String REST_BODY_BYTES = "limit.rest.body.bytes";

    public EdgeSettings(Map<String, String> values) {
        super(definition(), values, false);
        requireTogether();
    }

    /** All settings; a new copy each time, because a definition can be added to. */
    public static ConfigDef definition() {
        ConfigDef all = new ConfigDef();
        defineSockets(all);
        defineCalls(all);
        defineLog(all);
        AuthSettings.define(all);
        ContentSettings.define(all);
        Limits.define(all);
        RateSettings.define(all);
        PresenceSettings.define(all);
        KafkaAccess.define(all);
        return all;
    }

    private static void defineSockets(ConfigDef all) {
        text(all, HOST, "127.0.0.1", HIGH, "Address to listen on.");
        number(all, PORT, 8080, 0, 65535, HIGH, "Port to listen on; 0 takes any free one.");
        text(all, ADMIN_HOST, "127.0.0.1", LOW, "Address to listen on for those who run the edge.");
        number(
                all,
                ADMIN_PORT,
                -1,
                -1,
                65535,
                MEDIUM,
                "Port of /metrics, /healthz and /readyz for those who run the edge; 0 takes any free one. The edge's own port"
                        + " then has no /metrics any more; -1: it has, and there is no other.");
        text(all, NAME, "edge-1", HIGH, "This edge's name: shown in hello, in leases and in metrics.");
        all.define(
                LOCAL, Type.BOOLEAN, false, LOW, "Gives tokens for any user to loopback callers. Never in production.");
        number(all, IO_THREADS, 2, 1, 64, MEDIUM, "Threads that serve sockets; none of them ever blocks.");
        number(all, WORKER_THREADS, 4, 1, 256, LOW, "Threads for what must not run on an I/O thread.");
        all.define(
                ALLOWED_ORIGINS,
                Type.LIST,
                "",
                HIGH,
                "Origins that may connect besides the edge's own host, like https://chat.example; * for any.");
        number(all, MAX_CONNECTIONS, 50_000, 1, 1_000_000, MEDIUM, "Sockets at once; more are answered 503.");
        number(
                all,
                HEARTBEAT,
                30_000,
                100,
                600_000,
                MEDIUM,
                "Clients send something at least this often; silent for two of them, they are closed with 4408.");
        number(
                all,
                BAD_FRAMES,
                20,
                1,
                10_000,
                LOW,
                "Bad frames within 60 s that a connection survives; one more closes it with 1008.");
        number(
                all,
                SOCKET_OWED_BYTES,
                4 << 20,
                64 << 10,
                1 << 30,
                HIGH,
                "Bytes given to a socket and not taken by it yet; more closes it with 4429. Must exceed a user's kept events in frames.");
        number(all, SOCKET_SEND_BUFFER, 64 << 10, 4 << 10, 16 << 20, LOW, "The kernel's send buffer of a socket.");
        number(
                all,
                START_TIMEOUT,
                10_000,
                100,
                120_000,
                LOW,
                "How long a socket waits for its stream to start before it is closed with 1001.");
        number(
                all,
                RECEIPT_INTERVAL,
                1_000,
                10,
                60_000,
                MEDIUM,
                "Groups: delivered and read go out at most this often for each user and chat, the newest always.");
        number(
                all,
                RECEIPT_CHATS,
                10_000,
                10,
                1_000_000,
                LOW,
                "(user, chat) pairs whose receipts are held back at once; beyond it receipts pass unheld.");
        number(
                all,
                RECEIPT_GATHER,
                10,
                1,
                1_000,
                LOW,
                "Receipts of one chat that come within this time go to the log as one event.");
        number(
                all,
                RECEIPTS_TOGETHER,
                200,
                1,
                1_000,
                LOW,
                "Most receipts in one event. 1 sends each alone, as a topology older than this edge needs it.");
        number(
                all,
                CLOSE_TIMEOUT,
                30_000,
                100,
                600_000,
                LOW,
                "How long a closed socket is kept for the client to take the close frame and answer it.");
        number(
                all,
                SENDS_WAITING,
                64,
                1,
                10_000,
                LOW,
                "Sends of one connection that wait while a message's file is claimed; more are answered unavailable.");
        number(all, DRAIN_GRACE, 10_000, 0, 600_000, MEDIUM, "On SIGTERM sockets are closed evenly over this time.");
    }

    private static void defineCalls(ConfigDef all) {
        number(all, REQUEST_TIMEOUT, 10_000, 10, 120_000, MEDIUM, "How long a call waits for its reply; then 503.");
        number(
                all,
                BODY_TIMEOUT,
                30_000,
                100,
                600_000,
                LOW,
                "How long a call's JSON body may take to come; then its connection is closed.");
        number(all, BODY_IDLE, 30_000, 100, 600_000, LOW, "An upload that sends nothing for so long is ended.");
        number(all, REQUESTS_PENDING, 10_000, 1, 1_000_000, LOW, "Calls that wait at once; more are answered 503.");
        number(
                all,
                VISIBILITY_WAIT,
                5_000,
                10,
                60_000,
                MEDIUM,
                "How long a write waits until the tables show it; then 503.");
        number(
                all,
                MIN_SEQ_WAIT,
                2_000,
                10,
                60_000,
                MEDIUM,
                "How long a read waits until the tables have reached min_seq; then 503.");
        number(all, REST_BODY_BYTES, 64 << 10, 1 << 10, 16 << 20, LOW, "A REST call's JSON body; more is 413.");
    }

    private static void defineLog(ConfigDef all) {
        text(all, BOOTSTRAP, "127.0.0.1:9092", HIGH, "Kafka brokers.");
        number(all, PRODUCER_LINGER, 5, 0, 1_000, LOW, "How long a raw event waits for company in a batch.");
        number(
                all,
                PRODUCER_BUFFER,
                32 << 20,
                1 << 20,
                1 << 30,
                MEDIUM,
                "Raw events that Kafka has not taken yet; when full, frames are answered unavailable.");
        number(
                all,
                PRODUCER_TIMEOUT,
                10_000,
                1_000,
                120_000,
                MEDIUM,
                "How long a raw event is tried before its frame is answered unavailable.");
        number(
                all,
                LEASE_TIME,
                5_000,
                200,
                60_000,
                MEDIUM,
                "An edge that could not renew its lease for this long closes every socket.");
        number(
                all,
                LEASE_RENEWAL,
                1_000,
                50,
                30_000,
                MEDIUM,
                "How often the lease is renewed; at most a third of the lease time.");
        number(
                all,
                SLOT_FIRST,
                0,
                0,
                1_000_000,
                LOW,
                "The slot that is tried first; different for each edge spares them fencing each other at start.");
    }

    private void requireTogether() {
        if (getInt(LEASE_RENEWAL) * 3 > getInt(LEASE_TIME)) {
            throw new IllegalArgumentException(LEASE_RENEWAL + " must be at most a third of " + LEASE_TIME);
        }
    }

    public Duration millis(String name) {
        return Duration.ofMillis(getInt(name));
    }

    public Limits limits() {
        return Limits.of(this);
    }

    public PresenceSettings presence() {
        return PresenceSettings.of(this);
    }
}
