package io.parley.edge.transport;

import io.parley.avro.EventDelivery;
import io.parley.avro.EventRecipient;
import io.parley.avro.Message;
import io.parley.edge.EdgeSettings;
import io.parley.edge.auth.AuthSettings;
import io.parley.edge.auth.Authenticator;
import io.parley.edge.auth.JwtAuthenticator;
import io.parley.edge.auth.Revocations;
import io.parley.edge.auth.Secrets;
import io.parley.edge.auth.TokenIssuer;
import io.parley.edge.auth.UnrevokedAuthenticator;
import io.parley.edge.content.ContentWriter;
import io.parley.edge.content.FakeKeys;
import io.parley.edge.content.FakeProposals;
import io.parley.edge.files.FileClaims;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.HttpCall;
import io.parley.edge.presence.FakeHints;
import io.parley.edge.rates.Rates;
import io.parley.edge.session.SessionMetrics;
import io.parley.edge.session.SessionSettings;
import io.parley.edge.session.Sessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** An edge with a real listener, over a fake bus and clocks that only the test moves. */
final class EdgeFixture implements AutoCloseable {
    static final Map<String, String> BASE = Map.of(
            EdgeSettings.PORT, "0",
            EdgeSettings.NAME, "edge-t",
            EdgeSettings.LOCAL, "true",
            EdgeSettings.ALLOWED_ORIGINS, "https://chat.example",
            AuthSettings.SECRET, "a secret that has more than thirty-two bytes");

    final FakeBus bus = new FakeBus();
    final FakeHints hints = new FakeHints();
    final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    final AtomicLong millis =
            new AtomicLong(Instant.parse("2026-11-01T12:00:00Z").toEpochMilli());
    final AtomicBoolean open = new AtomicBoolean(true);
    final BlockingQueue<HttpCall> calls = new LinkedBlockingQueue<>();
    final FakeUploads uploads = new FakeUploads();
    /** Nothing is encrypted until a test gives it master keys. */
    final FakeKeys keys = new FakeKeys();

    final FakeProposals proposals = new FakeProposals();
    final ContentWriter content =
            new ContentWriter(true, keys.ring(), keys::masters, proposals, Duration.ofSeconds(30), Clock.systemUTC());

    /** What becomes of claims; by default there is no such file. */
    volatile FileClaims claims = FileClaims.NONE;

    final Revocations revocations = new Revocations();
    final Sessions sessions;
    final EdgeServer server;
    final Secrets secrets;
    private final TokenIssuer issuer;

    EdgeFixture(Map<String, String> overrides) {
        Map<String, String> values = new TreeMap<>(BASE);
        values.putAll(overrides);
        EdgeSettings settings = new EdgeSettings(values);
        AuthSettings auth = AuthSettings.of(settings);
        Clock wall = new Wall(millis);
        secrets = Secrets.open(auth);
        Authenticator authenticator =
                new UnrevokedAuthenticator(new JwtAuthenticator(auth, secrets, null, wall), revocations);
        revocations.known(true);
        issuer = new TokenIssuer(auth, secrets, wall);
        Rates rates = Rates.of(settings, nanos::get);
        sessions = new Sessions(
                bus,
                hints,
                (user, chat, file) -> claims.claim(user, chat, file),
                content,
                authenticator,
                rates,
                SessionSettings.of(settings),
                wall,
                nanos::get,
                SessionMetrics.NONE);
        bus.listener = sessions;
        server = new EdgeServer(
                settings,
                new EdgeServer.Parts(
                        authenticator,
                        rates,
                        sessions,
                        bus,
                        this::answer,
                        uploads,
                        "http://127.0.0.1:9000/x",
                        open::get,
                        issuer,
                        () -> "a_metric 1\n"));
        server.start();
    }

    static EdgeFixture plain() {
        return new EdgeFixture(Map.of());
    }

    Instant now() {
        return Instant.ofEpochMilli(millis.get());
    }

    private CompletableFuture<HttpAnswer> answer(HttpCall call) {
        calls.add(call);
        return CompletableFuture.completedFuture(
                HttpAnswer.json(200, "{\"ok\":true}".getBytes(StandardCharsets.UTF_8)));
    }

    String token(String user) {
        return issuer.issue(user, null, Duration.ofHours(1));
    }

    String token(String user, Duration life) {
        return issuer.issue(user, null, life);
    }

    String serviceToken(String name) {
        return issuer.issueService(name, "service", Duration.ofHours(1));
    }

    /** No token of this user that was issued until now counts any more. */
    void revoke(String user, long stamp) {
        revocations.observe(user, Instant.ofEpochMilli(millis.get()).plusMillis(1), stamp);
        sessions.revoked(user);
    }

    RawClient upgrade(String target, String... headers) throws IOException {
        return new RawClient(server.port(), target, headers);
    }

    /** A connection whose hello has been read. */
    RawClient connect(String user) throws IOException {
        RawClient client = upgrade("/ws?token=" + token(user));
        client.readText();
        return client;
    }

    /** Moves the monotonic clock and the wall clock, and lets the edge notice. */
    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        millis.addAndGet(time.toMillis());
        sessions.tick();
        sessions.sendReceipts();
    }

    void tell(String user, long seq, String content) {
        synchronized (bus) {
            sessions.event(event(user, seq, content));
        }
    }

    static EventDelivery event(String user, long seq, String content) {
        Message message = Message.newBuilder()
                .setMsgId("0192d3a0-5c5e-11ef-8000-000000000001")
                .setChatId("dchat")
                .setChatSeq(seq)
                .setSender("u9")
                .setMsgType("text")
                .setContent(content)
                .setCreatedAt(Instant.parse("2026-11-01T12:00:00Z"))
                .setMentions(List.of())
                .build();
        EventRecipient recipient = EventRecipient.newBuilder()
                .setUser(user)
                .setSeq(seq)
                .setUnread(1)
                .setMentions(0)
                .setMuted(false)
                .build();
        return EventDelivery.newBuilder()
                .setChatId("dchat")
                .setEvent(message)
                .setRecipients(List.of(recipient))
                .build();
    }

    @Override
    public void close() {
        server.close();
        secrets.close();
    }

    private static final class Wall extends Clock {
        private final AtomicLong millis;

        Wall(AtomicLong millis) {
            this.millis = millis;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }
    }
}
