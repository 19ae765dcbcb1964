package io.parley.edge;

import io.parley.metrics.Metric;
import io.parley.metrics.Metric.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Each metric that an edge tells of itself; {@link EdgeMetrics} tells no other, and docs/metrics/edge.md is made of them. */
enum EdgeMetric {
    CONNECTIONS(
            "edge.connections",
            Type.GAUGE,
            "sockets",
            "Sockets that are open",
            "Falls to 0 with `edge_lease_held`: no slot. Uneven between edges: look at the load balancer, or drain the fuller one."),
    SESSIONS_ENDED(
            "edge.sessions.ended",
            Type.COUNTER,
            "connections",
            "Connections that ended, by what ended them",
            "`closed`, `replaced` and `expired` are daily life; many `silent` are networks that drop; `draining` is an upgrade.",
            "reason"),
    FRAMES_RECEIVED(
            "edge.frames.received",
            Type.COUNTER,
            "frames",
            "Frames that clients sent, by kind",
            "A kind that rises alone is a client that repeats itself: its rates are limited by user and address.",
            "type"),
    FRAMES_SENT(
            "edge.frames.sent",
            Type.COUNTER,
            "frames",
            "Frames given to sockets, by kind",
            "`error` rises: clients are refused. Each such frame tells its client why, by code and field.",
            "type"),
    SEND_TO_ACK(
            "edge.send.to.ack",
            Type.HISTOGRAM,
            "seconds",
            "From a frame's arrival to its ack: the log, a transaction of talk, and back",
            "See whether raw events pile up (Kafka) or a topology restores."),
    LOG_TO_SOCKET(
            "edge.log.to.socket",
            Type.HISTOGRAM,
            "seconds",
            "From a raw event's time in the log, by the broker's clock, until its effects are given to sockets here",
            "See which edge is slow, and whether all are: then talk is."),
    SOCKETS_OWED(
            "edge.sockets.owed.bytes",
            Type.GAUGE,
            "bytes",
            "Bytes given to sockets and not taken yet",
            "Rises with slow readers, each of whom is closed (4429) at `edge.socket.owed.bytes`."),
    EVENTS_GAPS(
            "edge.events.gaps",
            Type.COUNTER,
            "events",
            "Events that skipped a number of their user's stream",
            "Is 0, always. Anything else is a defect: keep the log and report it."),
    LEASE_AGE(
            "edge.lease.age.seconds",
            Type.GAUGE,
            "seconds",
            "Since the lease of the slot was renewed last",
            "Near `edge.lease.ms` the edge is about to close its sockets: look at Kafka, and at long pauses of the edge."),
    LEASE_HELD(
            "edge.lease.held",
            Type.GAUGE,
            "1 or 0",
            "1 while a slot is held",
            "Without one an edge takes no connections. It claims one by itself once Kafka answers and one is free."),
    RAW_QUEUED(
            "edge.raw.queued.bytes",
            Type.GAUGE,
            "bytes",
            "Raw events that wait for the producer",
            "Rises when Kafka takes less than clients send; at `kafka.producer.buffer.bytes` frames are answered `unavailable`."),
    REQUESTS_PENDING(
            "edge.requests.pending",
            Type.GAUGE,
            "calls",
            "Calls of REST that wait for talk's reply",
            "Rises when talk does not answer: as with slow acks."),
    AUTH_SECRETS(
            "edge.auth.secrets",
            Type.GAUGE,
            "secrets",
            "HS256 secrets that count",
            "2 while one follows another (docs/operate.md); edges that differ have not read the same file."),
    ERASURES_UNFINISHED(
            "edge.erasures.unfinished",
            Type.GAUGE,
            "users",
            "Erased users of whom not everything was taken away yet",
            "Not 0 for hours: the log of an edge says what stands in the way (docs/erasure.md)."),
    CONTENT_WAIT(
            "edge.content.wait.seconds",
            Type.GAUGE,
            "seconds",
            "How long deliveries have waited for the key of what they are to tell; 0 when they do not wait",
            "A second is a user's first message. More: the edge's log names user and key; see the runbook of `KeyMissing`."),
    PRESENCE_LINK(
            "edge.presence.link.up",
            Type.GAUGE,
            "1 or 0",
            "1 while Redis is there for presence and typing",
            "At 0 everybody's status is unknown and nobody is seen typing; messages go on. Look at Redis."),
    PRESENCE_HERE(
            "edge.presence.users.here",
            Type.GAUGE,
            "users",
            "Users whom this edge keeps online",
            "Far from the connections: users have many devices each, or Redis was away until now."),
    PRESENCE_WATCHED(
            "edge.presence.watched.users",
            Type.GAUGE,
            "users",
            "Users watched here, a subscription of Redis each",
            "Costs Redis memory and fan-out; bounded by `presence.watched.users` for each connection."),
    PRESENCE_WATCHERS(
            "edge.presence.watchers",
            Type.GAUGE,
            "connections",
            "Connections that watch somebody",
            "Nothing to do: read it with the two beside it."),
    PRESENCE_QUEUED(
            "edge.presence.queued",
            Type.GAUGE,
            "hints",
            "Hints that wait for their turn",
            "Rises when Redis is slow; what is too much is dropped, which `edge_hints_dropped_total` counts."),
    PRESENCE_PUBLISHED(
            "edge.presence.published",
            Type.COUNTER,
            "changes",
            "Changes of presence that this edge made and Redis published",
            "A storm of them: clients come and go, see `edge_sessions_ended_total`."),
    PRESENCE_HEARD(
            "edge.presence.heard",
            Type.COUNTER,
            "changes",
            "Changes of watched users that came from Redis",
            "Standing still while others publish: the subscription is gone, see `edge_presence_link_up`."),
    TYPING_PUBLISHED(
            "edge.typing.published",
            Type.COUNTER,
            "messages",
            "Messages to edges that somebody types, one for each edge with members",
            "Rises faster than people type: groups are spread over all edges. It costs Redis alone."),
    TYPING_HEARD(
            "edge.typing.heard",
            Type.COUNTER,
            "messages",
            "Messages that somebody types, come from Redis",
            "As with presence that is heard."),
    HINTS_DROPPED(
            "edge.hints.dropped",
            Type.COUNTER,
            "hints",
            "Presence and typing that was left out because too much was waiting",
            "Harmless for messages: the next round of refreshing mends presence. Lasting: Redis is too slow for this edge.");

    private static final String EDGE = "edge";

    private final String dotted;
    private final Metric metric;

    EdgeMetric(String dotted, Type type, String unit, String meaning, String remedy, String... labels) {
        this.dotted = dotted;
        String ending =
                switch (type) {
                    case COUNTER -> "_total";
                    case GAUGE -> "";
                    case HISTOGRAM -> "_seconds";
                };
        List<String> all = new ArrayList<>(List.of(EDGE));
        all.addAll(List.of(labels));
        this.metric = new Metric(dotted.replace('.', '_') + ending, type, unit, all, meaning, remedy);
    }

    /** As Micrometer wants it. */
    String dotted() {
        return dotted;
    }

    String meaning() {
        return metric.meaning();
    }

    static List<Metric> all() {
        return Arrays.stream(values()).map(each -> each.metric).toList();
    }
}
