package io.parley.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.parley.edge.auth.Secrets;
import io.parley.edge.bus.KafkaBus;
import io.parley.edge.presence.HintMetrics;
import io.parley.edge.presence.PresenceHub;
import io.parley.edge.session.SessionMetrics;
import io.parley.edge.session.Sessions;
import io.parley.keys.KeyRing;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What an edge measures, in one registry that is scraped at {@code /metrics}. Times are seconds, sizes bytes. */
final class EdgeMetrics implements SessionMetrics, HintMetrics, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Timer answers;
    private final Timer deliveries;
    private final Function<String, Counter> received = counters("edge.frames.received", "type");
    private final Function<String, Counter> sent = counters("edge.frames.sent", "type");

    EdgeMetrics(String edge) {
        registry.config().commonTags("edge", edge);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        this.answers = histogram("edge.send.to.ack", "From a frame's arrival to its ack");
        this.deliveries = histogram(
                "edge.log.to.socket",
                "From a raw event's time in the log, by the broker's clock, until its effects are given to sockets here");
    }

    private Timer histogram(String name, String what) {
        return Timer.builder(name)
                .description(what)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }

    /** One counter for each value of a tag, found without asking the registry: this is done for every frame. */
    private Function<String, Counter> counters(String name, String tag) {
        Map<String, Counter> known = new ConcurrentHashMap<>();
        return value -> known.computeIfAbsent(value, first -> registry.counter(name, tag, first));
    }

    void delivered(Duration sinceLogged) {
        deliveries.record(sinceLogged);
    }

    void watch(Sessions sessions, KafkaBus bus) {
        gauge("edge.connections", "Sockets that are open", sessions, Sessions::count);
        gauge("edge.sockets.owed.bytes", "Bytes given to sockets and not taken yet", sessions, Sessions::owedBytes);
        gauge(
                "edge.lease.age.seconds",
                "Since the last renewal",
                bus,
                b -> b.lease().age().toNanos() / 1e9);
        gauge("edge.lease.held", "1 while a slot is held", bus, b -> b.holding() == null ? 0 : 1);
        gauge("edge.raw.queued.bytes", "Raw events that wait for the producer", bus, KafkaBus::queuedBytes);
        gauge("edge.requests.pending", "Calls that wait for their reply", bus, KafkaBus::pendingRequests);
    }

    void watch(PresenceHub hints) {
        gauge("edge.presence.link.up", "1 while Redis is there for presence and typing", hints, h -> h.isUp() ? 1 : 0);
        gauge("edge.presence.users.here", "Users whom this edge keeps online", hints, PresenceHub::usersHere);
        gauge(
                "edge.presence.watched.users",
                "Users watched here, a subscription each",
                hints,
                PresenceHub::watchedUsers);
        gauge("edge.presence.watchers", "Connections that watch somebody", hints, PresenceHub::watchingConnections);
        gauge("edge.presence.queued", "Hints that wait for their turn", hints, PresenceHub::queued);
    }

    void watch(Secrets secrets) {
        gauge("edge.auth.secrets", "HS256 secrets that count", secrets, Secrets::count);
    }

    void watch(KeyRing ring) {
        gauge(
                "edge.erasures.unfinished",
                "Erased users of whom not everything was taken away yet",
                ring,
                keys -> keys.unfinished().size());
    }

    private <T> void gauge(String name, String what, T source, ToDoubleFunction<T> value) {
        Gauge.builder(name, source, value).description(what).register(registry);
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void received(String type) {
        received.apply(type).increment();
    }

    @Override
    public void sent(String type) {
        sent.apply(type).increment();
    }

    @Override
    public void answered(Duration sinceReceived) {
        answers.record(sinceReceived);
    }

    @Override
    public void ended(String reason) {
        registry.counter("edge.sessions.ended", "reason", reason).increment();
    }

    @Override
    public void gap() {
        registry.counter("edge.events.gaps").increment();
    }

    @Override
    public void presencePublished() {
        registry.counter("edge.presence.published").increment();
    }

    @Override
    public void presenceHeard() {
        registry.counter("edge.presence.heard").increment();
    }

    @Override
    public void typingPublished(int edges) {
        registry.counter("edge.typing.published").increment(edges);
    }

    @Override
    public void typingHeard() {
        registry.counter("edge.typing.heard").increment();
    }

    @Override
    public void dropped() {
        registry.counter("edge.hints.dropped").increment();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
