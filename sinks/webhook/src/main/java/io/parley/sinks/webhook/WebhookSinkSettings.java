package io.parley.sinks.webhook;

import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.sinks.common.DeadLetters;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.SinkSettings;
import io.parley.sinks.webhook.http.Endpoint;
import io.parley.sinks.webhook.http.Poster;
import io.parley.sinks.webhook.http.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Every setting of the webhook sink. Times are milliseconds, sizes bytes. */
public final class WebhookSinkSettings {
    public static final String URL = "webhook.url";
    public static final String SECRET = "webhook.secret";
    public static final String INSECURE = "webhook.insecure";
    public static final String TYPES = "webhook.types";
    public static final String CHATS = "webhook.chats";
    public static final String PARALLEL = "webhook.parallel";
    public static final String QUEUE = "webhook.queue.bytes";
    public static final String CONNECT_TIMEOUT = "webhook.connect.timeout.ms";
    public static final String TIMEOUT = "webhook.timeout.ms";
    public static final String ANSWER = "webhook.answer.bytes";
    public static final String RETRY = "webhook.retry.ms";
    public static final String RETRY_MAX = "webhook.retry.max.ms";
    public static final String RETRY_AFTER_MAX = "webhook.retry.after.max.ms";
    public static final String GIVE_UP = "webhook.give.up.ms";

    static final List<Topic<?>> TOPICS = List.of(Topics.CHAT_MESSAGES);

    private static final int HOUR_MS = 3_600_000;
    private static final int WEEK_MS = 7 * 24 * HOUR_MS;
    private static final int MIB = 1 << 20;

    private WebhookSinkSettings() {}

    public static ConfigDef definition() {
        ConfigDef all = SinkContents.define(SinkSettings.define(new ConfigDef()));
        all.define(
                URL,
                Type.STRING,
                "",
                Importance.HIGH,
                "Where events are posted: https, or http to this machine itself. Redirects are not followed.");
        all.define(
                SECRET,
                Type.PASSWORD,
                "",
                Importance.HIGH,
                "What they are signed with: whsec_ and base64 of " + Secrets.LEAST_BYTES + " to " + Secrets.MOST_BYTES
                        + " bytes; two, parted by a space, while one takes the place of the other. Best named by a "
                        + "provider, like ${directory:/run/secrets:webhook}, so that the worker's own topics do not hold it.");
        all.define(
                INSECURE,
                Type.BOOLEAN,
                false,
                Importance.LOW,
                "Whether http to other machines is allowed: what is said in chats then crosses the network in the clear.");
        all.define(
                TYPES,
                Type.LIST,
                "",
                Importance.MEDIUM,
                "The types of events that are sent, all when empty: " + String.join(", ", EventType.words()) + ".");
        all.define(CHATS, Type.LIST, "", Importance.MEDIUM, "The chats whose events are sent; all when empty.");
        number(all, PARALLEL, 16, 1, 1_000, "Requests of a task on their way at once, each of another chat.");
        number(
                all,
                QUEUE,
                16 * MIB,
                64 * 1_024,
                1 << 30,
                "Events that a task holds before it takes no more, those that wait for another attempt too.");
        number(all, CONNECT_TIMEOUT, 5_000, 1, HOUR_MS, "How long a connection may take.");
        number(all, TIMEOUT, 15_000, 1, HOUR_MS, "How long the whole of an attempt may take, its answer too.");
        number(
                all,
                ANSWER,
                64 * 1_024,
                0,
                16 * MIB,
                "How much of an answer's body is taken in, and thrown away, before the connection is dropped.");
        number(all, RETRY, 1_000, 1, HOUR_MS, "The wait after the first attempt; each is double the last.");
        number(
                all,
                RETRY_MAX,
                60_000,
                1,
                HOUR_MS,
                "The longest wait, unless the receiver asks for more by Retry-After.");
        number(
                all,
                RETRY_AFTER_MAX,
                300_000,
                0,
                HOUR_MS,
                "The longest wait that a receiver can ask for; all chats keep it.");
        number(
                all,
                GIVE_UP,
                HOUR_MS,
                1,
                WEEK_MS,
                "How long after its first attempt an event is still tried; then it goes to the dead letters, and its "
                        + "chat goes on.");
        return all;
    }

    /** What is wrong with settings that are each right: setting to complaint. No complaint holds a secret. */
    static Map<String, String> complaints(Map<String, String> given) {
        Map<String, String> complaints = new LinkedHashMap<>(SinkContents.complaints(given));
        complain(
                complaints,
                URL,
                () -> Endpoint.parse(
                        given.getOrDefault(URL, ""), Boolean.parseBoolean(given.getOrDefault(INSECURE, "false"))));
        complain(complaints, SECRET, () -> Secrets.parse(given.getOrDefault(SECRET, "")));
        Set<String> unknown = new TreeSet<>(words(given.getOrDefault(TYPES, "")));
        EventType.words().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            complaints.put(TYPES, "there are no types " + unknown + ", only " + EventType.words());
        }
        return complaints;
    }

    private static void complain(Map<String, String> complaints, String name, Runnable look) {
        try {
            look.run();
        } catch (IllegalArgumentException e) {
            complaints.put(name, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static FactMapping mapping(AbstractConfig settings, SinkContents contents) {
        return new FactMapping(Set.copyOf(settings.getList(TYPES)), Set.copyOf(settings.getList(CHATS)), contents);
    }

    static WebhookStore store(AbstractConfig settings, DeadLetters letters, WebhookEnds ends) {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "webhook-retries"));
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        ExecutorService undertaker =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "webhook-dead-letters"));
        Poster poster = poster(settings);
        Retries retries = new Retries(
                millis(settings, RETRY),
                millis(settings, RETRY_MAX),
                millis(settings, RETRY_AFTER_MAX),
                millis(settings, GIVE_UP),
                () -> ThreadLocalRandom.current().nextDouble());
        Room room = new Room();
        Lanes lanes = new Lanes(
                delivery -> poster.post(delivery.id(), delivery.body()),
                new DeadLetterAside(letters, undertaker),
                retries,
                settings.getInt(PARALLEL),
                room,
                timer,
                Clock.systemUTC(),
                ends);
        return new WebhookStore(lanes, room, settings.getInt(QUEUE), poster, List.of(timer, undertaker));
    }

    private static Poster poster(AbstractConfig settings) {
        return new Poster(
                Endpoint.parse(settings.getString(URL), settings.getBoolean(INSECURE)),
                Secrets.parse(settings.getPassword(SECRET).value()),
                new Poster.Limits(
                        millis(settings, CONNECT_TIMEOUT), millis(settings, TIMEOUT), settings.getInt(ANSWER)),
                Clock.systemUTC());
    }

    private static Duration millis(AbstractConfig settings, String name) {
        return Duration.ofMillis(settings.getInt(name));
    }

    private static void number(ConfigDef all, String name, int value, int least, int most, String doc) {
        all.define(name, Type.INT, value, between(least, most), Importance.MEDIUM, doc);
    }
}
