package io.parley.sinks.push;

import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.SinkSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidList;

/** Every setting of the push sink; the platforms' own are in {@link PlatformSettings}. Times are milliseconds. */
public final class PushSinkSettings {
    public static final String TARGETS = "push.targets";
    public static final String CONTENT = "push.content";
    public static final String INFLIGHT = "push.inflight";
    public static final String TIMEOUT = "push.timeout.ms";
    public static final String ATTEMPTS = "push.attempts";
    public static final String RETRY = "push.retry.ms";
    public static final String RETRY_MAX = "push.retry.max.ms";
    public static final String AGE = "push.age.max.ms";
    public static final String BOOTSTRAP = "push.bootstrap.servers";

    /** Settings of the producer that tells of tokens that are none any more stand behind this. */
    public static final String PRODUCER_PREFIX = "push.producer.";

    static final String LOG = "log";
    static final String FCM = "fcm";
    static final String APNS = "apns";
    static final List<Topic<?>> TOPICS = List.of(Topics.PUSH_REQUESTS);

    private static final int DAY_MS = 86_400_000;

    private PushSinkSettings() {}

    public static ConfigDef definition() {
        ConfigDef all = SinkSettings.define(new ConfigDef());
        all.define(
                TARGETS,
                Type.LIST,
                LOG,
                ValidList.in(LOG, FCM, APNS),
                Importance.HIGH,
                "Where to push: fcm, apns, or both; log alone writes a line, without content and token, instead. "
                        + "Devices of a platform that is not named are passed over, so that each may have a connector.");
        all.define(
                CONTENT,
                Type.BOOLEAN,
                true,
                Importance.MEDIUM,
                "Whether the platforms are told the sender and the beginning of the message; else its ids alone.");
        number(all, INFLIGHT, 1_000, 100_000, "Pushes on their way before a task takes no more, those that wait too.");
        number(all, TIMEOUT, 10_000, DAY_MS, "How long the answer to one attempt is waited for.");
        number(all, ATTEMPTS, 6, 100, "How often a push is tried.");
        number(all, RETRY, 1_000, DAY_MS, "The wait after the first attempt; each is double the last.");
        number(all, RETRY_MAX, 60_000, DAY_MS, "The longest wait, unless a platform asks for more by Retry-After.");
        number(
                all,
                AGE,
                3_600_000,
                DAY_MS,
                "A message older than this is not tried again, and dropped by the platform if the device is away.");
        all.define(
                BOOTSTRAP,
                Type.STRING,
                "",
                Importance.HIGH,
                "The log that is told of tokens that are none any more; needed for fcm and apns. What else that producer "
                        + "needs, like TLS, stands behind " + PRODUCER_PREFIX);
        SinkContents.define(all);
        return PlatformSettings.define(all);
    }

    /** What is wrong with settings that are each right: setting to complaint. */
    static Map<String, String> complaints(Map<String, String> given) {
        Map<String, String> complaints = new LinkedHashMap<>(SinkContents.complaints(given));
        List<String> targets =
                List.of(given.getOrDefault(TARGETS, LOG).replace(" ", "").split(","));
        if (targets.contains(LOG) && targets.size() > 1) {
            complaints.put(TARGETS, "log stands alone");
        }
        if (!targets.contains(LOG)) {
            require(given, complaints, BOOTSTRAP, "tokens that are none any more must be forgotten");
        }
        if (targets.contains(FCM)) {
            require(given, complaints, PlatformSettings.FCM_CREDENTIALS, "FCM must know who sends");
        }
        if (targets.contains(APNS)) {
            require(given, complaints, PlatformSettings.APNS_KEY_FILE, "APNs must know who sends");
            require(given, complaints, PlatformSettings.APNS_KEY_ID, "APNs must know the key");
            require(given, complaints, PlatformSettings.APNS_TEAM_ID, "APNs must know whose the key is");
        }
        return complaints;
    }

    private static void require(Map<String, String> given, Map<String, String> complaints, String name, String reason) {
        if (given.getOrDefault(name, "").isBlank()) {
            complaints.put(name, "must be set: " + reason);
        }
    }

    static Targets targets(AbstractConfig settings) {
        Map<String, Target> targets = new HashMap<>();
        for (String name : settings.getList(TARGETS)) {
            switch (name) {
                case FCM -> targets.put(FCM, PlatformSettings.fcm(settings));
                case APNS -> targets.put(APNS, PlatformSettings.apns(settings));
                default -> {
                    targets.put(FCM, new LogTarget());
                    targets.put(APNS, new LogTarget());
                }
            }
        }
        return new Targets(targets);
    }

    static PushStore store(AbstractConfig settings, Targets targets, Serdes serdes, PushEnds ends) {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "push-retries"));
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        Withdrawals withdrawals = withdrawals(settings, serdes);
        Retries retries = new Retries(
                settings.getInt(ATTEMPTS),
                Duration.ofMillis(settings.getInt(RETRY)),
                Duration.ofMillis(settings.getInt(RETRY_MAX)),
                Duration.ofMillis(settings.getInt(AGE)));
        Lanes lanes = new Lanes(targets, withdrawals, retries, timer, Clock.systemUTC(), ends);
        return new PushStore(lanes, settings.getInt(INFLIGHT), targets, withdrawals, timer);
    }

    private static Withdrawals withdrawals(AbstractConfig settings, Serdes serdes) {
        String bootstrap = settings.getString(BOOTSTRAP);
        if (bootstrap.isEmpty()) {
            return push -> CompletableFuture.completedFuture(null);
        }
        Map<String, Object> producer = new HashMap<>(settings.originalsWithPrefix(PRODUCER_PREFIX));
        producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "push-withdrawals");
        return LogWithdrawals.to(producer, serdes);
    }

    private static void number(ConfigDef all, String name, int value, int most, String doc) {
        all.define(name, Type.INT, value, between(1, most), Importance.MEDIUM, doc);
    }
}
