package io.parley.e2e.secured;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.access.Access;
import io.parley.access.AccessCheck;
import io.parley.access.Grant;
import io.parley.access.NoAccess;
import io.parley.avro.Topics;
import io.parley.client.ChatClient;
import io.parley.client.ChatListener;
import io.parley.client.ClientFrame;
import io.parley.client.ClientOptions;
import io.parley.client.ClientRuntime;
import io.parley.client.Message;
import io.parley.client.Problem;
import io.parley.client.Rest;
import io.parley.client.ServerFrame;
import io.parley.client.Tokens;
import io.parley.e2e.Kcat;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Play;
import io.parley.local.Stack;
import io.parley.local.part.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers, Cassandra and Redis that let nobody in without a password, over TLS alone, where each part has the rights
 * of the list and no other: it works; with a right less it does not start and says so; a broker's death loses nothing.
 */
@Order(40)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredClusterIT {
    private static final int SAID = 200;

    private static @Nullable Clusters clusters;

    /** What runs for all tests. */
    private record Clusters(
            Certificate certificate, Brokers brokers, SecuredStores stores, Stack registry, SecuredParts parts) {}

    private final ClientRuntime runtime = new ClientRuntime();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.make(folder);
        SecuredStores stores = SecuredStores.start(folder, certificate);
        CompletableFuture<Void> tables = CompletableFuture.runAsync(stores::provision);
        Brokers brokers = Brokers.start(folder, certificate);
        Stack registry =
                Stack.builder(folder.resolve("registry")).parts(Kind.REGISTRY).start();
        brokers.provision();
        tables.join();
        SecuredParts parts = new SecuredParts(folder, certificate, brokers, stores, registry.registry());
        clusters = new Clusters(certificate, brokers, stores, registry, parts);
        parts.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        Clusters all = clusters();
        all.parts().close();
        all.registry().close();
        all.brokers().close();
        all.stores().close();
    }

    private static Clusters clusters() {
        if (clusters == null) {
            throw new IllegalStateException("nothing was started");
        }
        return clusters;
    }

    private static Supplier<String> token(String user) {
        return () -> Tokens.hs256(SecuredParts.SECRET, user, Duration.ofHours(1));
    }

    private Rest rest(String user) {
        return new Rest(runtime.http(), clusters().parts().edge(), token(user));
    }

    private ChatClient client(String user, ChatListener listener) {
        ClientOptions options = ClientOptions.of(clusters().parts().edge(), token(user))
                .withBackoff(Duration.ofMillis(50), Duration.ofMillis(500));
        return new ChatClient(runtime, options, listener).start();
    }

    /** The first rows of a new cluster may take longer than a call waits for them. */
    private String direct(String user, String other) throws Exception {
        clusters().parts().await("a chat", () -> {
            try {
                rest(user).createDirect(other);
                return true;
            } catch (Problem e) {
                assertThat(e.status()).isEqualTo(503);
                return false;
            }
        });
        return rest(user).createDirect(other).chatId();
    }

    /** Everything of a chat, newest first. */
    private List<Message> history(Rest rest, String chat) throws Exception {
        List<Message> all = new ArrayList<>();
        String before = null;
        do {
            var page = rest.messages(chat, "before", before, 100, null);
            all.addAll(page.messages());
            before = page.nextBefore();
        } while (before != null);
        return all;
    }

    @Test
    @Order(1)
    void a_message_is_delivered_and_read_back() throws Exception {
        String chat = direct("ann", "bob");
        List<String> heard = new CopyOnWriteArrayList<>();
        try (ChatClient bob = client("bob", contents(heard));
                ChatClient ann = client("ann", new ChatListener() {})) {
            ann.send(ClientFrame.Send.text(chat, "first", "over TLS")).get(60, TimeUnit.SECONDS);
            clusters().parts().await("bob hears it", () -> heard.contains("over TLS"));

            clusters().parts().await("bob reads it", () -> history(rest("bob"), chat).stream()
                    .anyMatch(message -> "over TLS".equals(message.content())));
            assertThat(bob).isNotNull();
        }
    }

    private static ChatListener contents(List<String> heard) {
        return new ChatListener() {
            @Override
            public void event(ServerFrame.Event event) {
                if (event instanceof ServerFrame.MessageEvent message) {
                    heard.add(String.valueOf(message.message().content()));
                }
            }
        };
    }

    @Test
    @Order(1)
    void kcat_reads_it_over_tls_with_a_users_password_by_the_line_of_the_page() throws Exception {
        Kcat.requireScram();
        String chat = direct("ann", "kim");
        List<String> lines = Kcat.commands("kcat-secured");
        assertThat(lines).hasSize(1);

        String printed = Kcat.run(
                lines.get(0),
                Map.of(
                        "KAFKA",
                        clusters().brokers().bootstrap(),
                        "KCAT_USER",
                        Access.CONNECT,
                        "KCAT_PASSWORD",
                        Brokers.password(Access.CONNECT),
                        "CA_FILE",
                        clusters().certificate().chain().toString()));

        assertThat(printed.lines()).anyMatch(line -> line.contains(chat));
    }

    @Test
    @Order(2)
    void each_right_of_the_list_is_missed_when_it_is_taken_away() throws Exception {
        try (Admin admin = clusters().brokers().admin()) {
            for (String name : List.of(Access.EDGE, Access.TALK, Access.CONNECT)) {
                Access.Principal principal = Access.load().principal(name);
                String user = name + "-probe";
                Brokers.grant(admin, principal, user);
                try (AccessCheck check = AccessCheck.of(clusters().brokers().clients(user), "User:" + user)) {
                    awaitComplaint(check, principal, Optional.empty());
                    for (Grant grant : principal.grants()) {
                        if (!grant.later()) {
                            missed(admin, check, principal, user, grant);
                        }
                    }
                }
            }
        }
    }

    private static void missed(Admin admin, AccessCheck check, Access.Principal principal, String user, Grant grant)
            throws Exception {
        // Of a prefix only that it may be used at all can be asked before something with it is there.
        AclBinding taken = grant.bindings("User:" + user).get(0);
        admin.deleteAcls(List.of(taken.toFilter())).all().get();
        awaitComplaint(
                check,
                principal,
                Optional.of("User:" + user + " may not " + taken.entry().operation() + " " + grant.resourceText()));
        admin.createAcls(List.of(taken)).all().get();
    }

    /** Rights come to all brokers a moment after they were changed. */
    private static void awaitComplaint(AccessCheck check, Access.Principal principal, Optional<String> complaint) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        String last = null;
        do {
            try {
                check.require(principal);
                last = null;
            } catch (NoAccess e) {
                last = e.getMessage();
            }
            boolean fits = complaint.isEmpty() ? last == null : last != null && last.startsWith(complaint.get());
            if (fits) {
                return;
            }
            Play.pause();
        } while (System.nanoTime() < deadline);
        throw new AssertionError("wanted " + complaint + ", last was " + last);
    }

    @Test
    @Order(3)
    void a_part_that_lacks_a_right_says_so_in_one_sentence_and_ends() throws Exception {
        List<Integer> ports = Ports.free(3);
        try (Admin admin = clusters().brokers().admin()) {
            lacks(admin, Access.EDGE, "edge-lacking", Topics.CHAT_RAW.name());
            lacks(admin, Access.TALK, "talk-lacking", Topics.USER_INBOX.name());
            lacks(admin, Access.CONNECT, "connect-lacking", Topics.CHAT_MESSAGES.name());
        }
        SecuredParts parts = clusters().parts();

        try (Program edge = parts.edge("edge-lacking", "edge-lacking", ports.get(0));
                Program topology = parts.topology("topology-lacking", "talk-lacking", ports.get(1));
                Program connect = parts.connect("connect-lacking", "connect-lacking", ports.get(2))) {
            refused(edge, "User:edge-lacking may not WRITE topic chat.raw at Kafka; docs/operate.md");
            refused(
                    topology,
                    "User:talk-lacking may not READ topic user.inbox, may not WRITE topic user.inbox at Kafka");
            refused(connect, "User:connect-lacking may not READ topic chat.messages at Kafka");
        }
    }

    private static void lacks(Admin admin, String principal, String user, String topic) throws Exception {
        Access.Principal whole = Access.load().principal(principal);
        List<Grant> less = whole.grants().stream()
                .filter(grant -> !grant.resource().name().equals(topic))
                .toList();
        Brokers.grant(admin, new Access.Principal(whole.name(), whole.doc(), whole.roles(), less), user);
    }

    private static void refused(Program program, String sentence) throws Exception {
        assertThat(program.exit()).isNotZero();
        assertThat(program.log()).contains(sentence).doesNotContain("\tat ");
    }

    @Test
    @Order(4)
    void what_was_acknowledged_is_kept_when_a_broker_dies() throws Exception {
        String chat = direct("ann", "cat");
        List<CompletableFuture<ServerFrame.Ack>> acks = new ArrayList<>();
        try (ChatClient ann = client("ann", new ChatListener() {})) {
            for (int i = 0; i < SAID; i++) {
                acks.add(ann.send(ClientFrame.Send.text(chat, "kept-" + i, "message " + i)));
                if (i == SAID / 2) {
                    acks.get(i / 2).get(60, TimeUnit.SECONDS);
                    clusters()
                            .brokers()
                            .program(leaderOf(Topics.CHAT_MESSAGES.name()))
                            .kill();
                }
            }
            for (CompletableFuture<ServerFrame.Ack> ack : acks) {
                ack.get(120, TimeUnit.SECONDS);
            }
        }

        Rest cat = rest("cat");
        clusters().parts().await("cat reads all", () -> history(cat, chat).size() == SAID);
        List<Message> newestFirst = history(cat, chat);
        assertThat(newestFirst).extracting(Message::chatSeq).doesNotHaveDuplicates();
        assertThat(newestFirst)
                .extracting(Message::content)
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(0, i -> i + 1)
                        .limit(SAID)
                        .map(i -> "message " + i)
                        .toList());
    }

    private static int leaderOf(String topic) throws Exception {
        try (Admin admin = clusters().brokers().admin()) {
            var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
            return Objects.requireNonNull(described.get(topic))
                    .partitions()
                    .get(0)
                    .leader()
                    .id();
        }
    }

    @Test
    @Order(5)
    void a_broker_that_died_and_lost_its_disk_catches_up_while_people_talk() throws Exception {
        Brokers brokers = clusters().brokers();
        int dead = IntStream.rangeClosed(1, Brokers.COUNT)
                .filter(id -> !brokers.program(id).isAlive())
                .findFirst()
                .orElseThrow();
        String chat = direct("ann", "dan");
        String topic = Topics.CHAT_MESSAGES.name();
        List<String> acknowledged = new ArrayList<>();
        try (ChatClient ann = client("ann", new ChatListener() {})) {
            say(ann, chat, acknowledged);
            brokers.startWithEmptyDisk(dead);
            clusters().parts().await("all replicas are in step", () -> {
                say(ann, chat, acknowledged);
                return brokers.areInStep();
            });

            brokers.lead(dead, topic);
            clusters().parts().await("it leads", () -> leaderOf(topic) == dead);
            say(ann, chat, acknowledged);
        }

        assertThat(Words.inTheLog(brokers, clusters().registry().registry(), chat))
                .containsExactlyElementsOf(acknowledged);
    }

    private static void say(ChatClient from, String chat, List<String> acknowledged) throws Exception {
        String words = "word " + acknowledged.size();
        from.send(ClientFrame.Send.text(chat, "disk-" + acknowledged.size(), words))
                .get(120, TimeUnit.SECONDS);
        acknowledged.add(words);
    }

    @Test
    @Order(6)
    void no_log_tells_a_password_or_that_something_was_forbidden() {
        String logs = clusters().parts().logs()
                + clusters().brokers().logs()
                + clusters().stores().logs();

        assertThat(logs)
                .contains("presence and typing work")
                .doesNotContain("NOPERM")
                .doesNotContain("pass-of-")
                .doesNotContain(SecuredParts.SECRET);
    }
}
