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
import io.parley.edge.content.KeyWait;
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
    private final Function<String, Counter> received = counters(EdgeMetric.FRAMES_RECEIVED, "type");
    private final Function<String, Counter> sent = counters(EdgeMetric.FRAMES_SENT, "type");
    private final Function<String, Counter> ended = counters(EdgeMetric.SESSIONS_ENDED, "reason");
    private final Counter gaps;
    private final Counter presencePublished;
    private final Counter presenceHeard;
    private final Counter typingPublished;
    private final Counter typingHeard;
    private final Counter dropped;

    EdgeMetrics(String edge) {
        registry.config().commonTags("edge", edge);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        this.answers = histogram(EdgeMetric.SEND_TO_ACK);
        this.deliveries = histogram(EdgeMetric.LOG_TO_SOCKET);
        this.gaps = counter(EdgeMetric.EVENTS_GAPS);
        this.presencePublished = counter(EdgeMetric.PRESENCE_PUBLISHED);
        this.presenceHeard = counter(EdgeMetric.PRESENCE_HEARD);
        this.typingPublished = counter(EdgeMetric.TYPING_PUBLISHED);
        this.typingHeard = counter(EdgeMetric.TYPING_HEARD);
        this.dropped = counter(EdgeMetric.HINTS_DROPPED);
    }

    private Timer histogram(EdgeMetric metric) {
        return Timer.builder(metric.dotted())
                .description(metric.meaning())
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }

    /** Told as 0 before it first happens: a rule that asks how much it rose would not see a series begin at 1. */
    private Counter counter(EdgeMetric metric) {
        return Counter.builder(metric.dotted()).description(metric.meaning()).register(registry);
    }

    /** One counter for each value of a tag, found without asking the registry: this is done for every frame. */
    private Function<String, Counter> counters(EdgeMetric metric, String tag) {
        Map<String, Counter> known = new ConcurrentHashMap<>();
        return value -> known.computeIfAbsent(value, first -> Counter.builder(metric.dotted())
                .description(metric.meaning())
                .tag(tag, first)
                .register(registry));
    }

    void delivered(Duration sinceLogged) {
        deliveries.record(sinceLogged);
    }

    void watch(Sessions sessions, KafkaBus bus) {
        gauge(EdgeMetric.CONNECTIONS, sessions, Sessions::count);
        gauge(EdgeMetric.SOCKETS_OWED, sessions, Sessions::owedBytes);
        gauge(EdgeMetric.LEASE_AGE, bus, b -> b.lease().age().toNanos() / 1e9);
        gauge(EdgeMetric.LEASE_HELD, bus, b -> b.holding() == null ? 0 : 1);
        gauge(EdgeMetric.RAW_QUEUED, bus, KafkaBus::queuedBytes);
        gauge(EdgeMetric.REQUESTS_PENDING, bus, KafkaBus::pendingRequests);
    }

    void watch(PresenceHub hints) {
        gauge(EdgeMetric.PRESENCE_LINK, hints, h -> h.isUp() ? 1 : 0);
        gauge(EdgeMetric.PRESENCE_HERE, hints, PresenceHub::usersHere);
        gauge(EdgeMetric.PRESENCE_WATCHED, hints, PresenceHub::watchedUsers);
        gauge(EdgeMetric.PRESENCE_WATCHERS, hints, PresenceHub::watchingConnections);
        gauge(EdgeMetric.PRESENCE_QUEUED, hints, PresenceHub::queued);
    }

    void watch(Secrets secrets) {
        gauge(EdgeMetric.AUTH_SECRETS, secrets, Secrets::count);
    }

    void watch(KeyRing ring) {
        gauge(EdgeMetric.ERASURES_UNFINISHED, ring, keys -> keys.unfinished().size());
    }

    void watch(KeyWait wait) {
        gauge(EdgeMetric.CONTENT_WAIT, wait, KeyWait::seconds);
    }

    private <T> void gauge(EdgeMetric metric, T source, ToDoubleFunction<T> value) {
        Gauge.builder(metric.dotted(), source, value)
                .description(metric.meaning())
                .register(registry);
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
        ended.apply(reason).increment();
    }

    @Override
    public void gap() {
        gaps.increment();
    }

    @Override
    public void presencePublished() {
        presencePublished.increment();
    }

    @Override
    public void presenceHeard() {
        presenceHeard.increment();
    }

    @Override
    public void typingPublished(int edges) {
        typingPublished.increment(edges);
    }

    @Override
    public void typingHeard() {
        typingHeard.increment();
    }

    @Override
    public void dropped() {
        dropped.increment();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
