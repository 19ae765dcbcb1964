package io.parley.edge;

import io.parley.avro.Serdes;
import io.parley.edge.auth.AuthSettings;
import io.parley.edge.auth.Authenticator;
import io.parley.edge.auth.JwtAuthenticator;
import io.parley.edge.auth.RemoteKeys;
import io.parley.edge.auth.Revocations;
import io.parley.edge.auth.Secrets;
import io.parley.edge.auth.TokenIssuer;
import io.parley.edge.auth.UnrevokedAuthenticator;
import io.parley.edge.bus.KafkaBus;
import io.parley.edge.bus.RevocationLog;
import io.parley.edge.content.ContentReader;
import io.parley.edge.content.ContentSettings;
import io.parley.edge.content.ContentWriter;
import io.parley.edge.content.KeyWait;
import io.parley.edge.erasure.Erasures;
import io.parley.edge.files.ChatFiles;
import io.parley.edge.files.FileSettings;
import io.parley.edge.presence.PresenceHub;
import io.parley.edge.rates.Rates;
import io.parley.edge.rest.RestApi;
import io.parley.edge.session.SessionSettings;
import io.parley.edge.session.Sessions;
import io.parley.edge.store.Store;
import io.parley.edge.store.StoreSettings;
import io.parley.edge.transport.EdgeServer;
import io.parley.keys.KeyLog;
import io.parley.keys.KeyRing;
import io.parley.keys.MasterKeyFile;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running edge: its parts put together, started in order, and drained when it is closed. */
public final class Edge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final int TICK_MS = 100;
    private static final int REPLY_THREADS = 2;

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final EdgeMetrics metrics;
    private final Secrets secrets;
    private final @Nullable RemoteKeys keys;
    private final Store store;
    private final ChatFiles files;
    private final ExecutorService replies;
    private final ScheduledExecutorService ticker;
    private final MasterKeyFile masterKeys;
    private final KeyRing ring = new KeyRing();
    private final KeyLog keyLog;
    private final Erasures erasures;
    private final KafkaBus bus;
    private final Revocations revocations = new Revocations();
    private final RevocationLog revocationLog;
    private final PresenceHub hints;
    private final Sessions sessions;
    private final RestApi rest;
    private final EdgeServer server;
    private final Drain drain;
    private final Duration gatherReceipts;

    public Edge(EdgeSettings settings, StoreSettings storeSettings, FileSettings fileSettings, Serdes serdes) {
        AuthSettings auth = AuthSettings.of(settings);
        this.metrics = new EdgeMetrics(settings.getString(EdgeSettings.NAME));
        this.secrets = Secrets.open(auth);
        this.keys = auth.jwks() == null ? null : new RemoteKeys(auth.jwks(), auth.jwksRefresh(), auth.timeout());
        this.store = Store.open(storeSettings);
        this.files = new ChatFiles(fileSettings, settings.limits().fileBytes());
        this.replies = Executors.newFixedThreadPool(REPLY_THREADS, new NamedThreads("edge-replies"));
        this.ticker = Executors.newSingleThreadScheduledExecutor(new NamedThreads("edge-ticker"));
        this.masterKeys = MasterKeyFile.open(settings);
        KeyWait wait = new KeyWait(settings.millis(ContentSettings.KEY_WAIT), System::nanoTime);
        ContentReader reader = new ContentReader(ring, masterKeys, wait);
        this.bus = new KafkaBus(settings, serdes, reader, store.facts(), replies, metrics::delivered);
        ContentWriter writer = new ContentWriter(
                settings.getBoolean(ContentSettings.ENCRYPTED),
                ring,
                masterKeys,
                bus,
                settings.millis(EdgeSettings.REQUEST_TIMEOUT),
                Clock.systemUTC());
        this.keyLog = KafkaBus.keys(settings, serdes, ring, writer::heard);
        this.erasures = new Erasures(
                bus,
                store.tables(),
                files,
                ring,
                bus::holding,
                settings.millis(ContentSettings.ERASURE_SWEEP),
                Clock.systemUTC());
        Authenticator authenticator =
                new UnrevokedAuthenticator(new JwtAuthenticator(auth, secrets, keys, Clock.systemUTC()), revocations);
        this.hints = PresenceHub.open(
                settings.presence(),
                store.redis(),
                storeSettings.getInt(StoreSettings.REDIS_QUEUED),
                store.tables(),
                metrics);
        Rates rates = Rates.of(settings, System::nanoTime);
        this.sessions = new Sessions(
                bus,
                hints,
                files,
                writer,
                authenticator,
                rates,
                SessionSettings.of(settings),
                Clock.systemUTC(),
                System::nanoTime,
                metrics);
        this.revocationLog = new RevocationLog(settings, serdes, revocations, sessions::revoked);
        this.rest = new RestApi(
                bus,
                revocations,
                new RestApi.Contents(reader, writer, ring, erasures),
                hints,
                store.tables(),
                store.recent(),
                store.profiles(),
                files,
                settings.limits(),
                settings.millis(EdgeSettings.MIN_SEQ_WAIT),
                settings.millis(EdgeSettings.VISIBILITY_WAIT));
        boolean local = settings.getBoolean(EdgeSettings.LOCAL);
        this.server = new EdgeServer(
                settings,
                new EdgeServer.Parts(
                        authenticator,
                        rates,
                        sessions,
                        bus.lease(),
                        rest,
                        rest.uploads(),
                        fileSettings.signingEndpoint(),
                        () -> open.get() && revocations.isKnown() && ring.isKnown(),
                        local ? new TokenIssuer(auth, secrets, Clock.systemUTC()) : null,
                        metrics::scrape));
        this.drain = new Drain(sessions, settings.millis(EdgeSettings.DRAIN_GRACE));
        this.gatherReceipts = settings.millis(EdgeSettings.RECEIPT_GATHER);
        metrics.watch(sessions, bus);
        metrics.watch(hints);
        metrics.watch(secrets);
        metrics.watch(ring);
        metrics.watch(wait);
    }

    /** Listens at once; connections are taken as soon as a slot is held and what was revoked is known. */
    public void start() {
        hints.start(sessions);
        revocationLog.start();
        keyLog.start();
        bus.start(sessions);
        erasures.start();
        every(TICK_MS, this::tick);
        every(gatherReceipts.toMillis(), sessions::sendReceipts);
        server.start();
        files.start();
        LOG.info("Listening on port {}", server.port());
    }

    private void every(long millis, Runnable work) {
        var unused = ticker.scheduleWithFixedDelay(() -> guarded(work), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("A tick failed; the next one comes", e);
        }
    }

    private void tick() {
        sessions.tick();
        bus.tick();
    }

    public int port() {
        return server.port();
    }

    /** Takes no more connections, sends the clients elsewhere, gives the slot back and writes what was offered. */
    @Override
    public void close() throws Exception {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        LOG.info("Draining {} connections", sessions.count());
        drain.run();
        hints.close();
        revocationLog.close();
        erasures.close();
        keyLog.close();
        bus.close();
        ticker.shutdownNow();
        server.close();
        rest.close();
        files.close();
        replies.shutdownNow();
        store.close();
        secrets.close();
        masterKeys.close();
        if (keys != null) {
            keys.close();
        }
        metrics.close();
        LOG.info("Drained");
    }
}
