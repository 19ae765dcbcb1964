package io.parley.sinks.push;

import static org.apache.kafka.common.config.ConfigDef.Range.between;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.errors.ConnectException;

/** The settings of FCM and APNs, and their targets. Secrets are files, so that they stand in no connector's settings. */
final class PlatformSettings {
    static final String FCM_CREDENTIALS = "fcm.credentials.file";
    static final String FCM_PROJECT = "fcm.project";
    static final String FCM_URL = "fcm.url";
    static final String APNS_KEY_FILE = "apns.key.file";
    static final String APNS_KEY_ID = "apns.key.id";
    static final String APNS_TEAM_ID = "apns.team.id";
    static final String APNS_TOPIC = "apns.topic";
    static final String APNS_PRODUCTION = "apns.production.host";
    static final String APNS_SANDBOX = "apns.sandbox.host";
    static final String APNS_PORT = "apns.port";
    static final String APNS_CONNECTIONS = "apns.connections";
    static final String APNS_TRUST = "apns.trust.file";

    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final int FCM_THREADS = 2;
    private static final int PORT_MAX = 65_535;

    private PlatformSettings() {}

    static ConfigDef define(ConfigDef all) {
        text(all, FCM_CREDENTIALS, "", "File with the key of a service account (JSON).");
        text(all, FCM_PROJECT, "", "Firebase project; empty for the one that the service account is of.");
        text(all, FCM_URL, "https://fcm.googleapis.com", "Where FCM HTTP v1 is asked.");
        text(all, APNS_KEY_FILE, "", "File with the signing key (.p8).");
        text(all, APNS_KEY_ID, "", "Its id.");
        text(all, APNS_TEAM_ID, "", "The team whose it is.");
        text(all, APNS_TOPIC, "", "Topic of devices that were registered without an app_id.");
        text(all, APNS_PRODUCTION, ApnsClientBuilder.PRODUCTION_APNS_HOST, "Host for devices in production.");
        text(all, APNS_SANDBOX, ApnsClientBuilder.DEVELOPMENT_APNS_HOST, "Host for devices in the sandbox.");
        all.define(
                APNS_PORT,
                Type.INT,
                ApnsClientBuilder.DEFAULT_APNS_PORT,
                between(1, PORT_MAX),
                Importance.LOW,
                "Port of both; 2197 where 443 is blocked.");
        all.define(
                APNS_CONNECTIONS,
                Type.INT,
                1,
                between(1, 100),
                Importance.LOW,
                "Connections to each host; one carries about a thousand pushes at a time.");
        text(all, APNS_TRUST, "", "File with certificates to trust instead of the JDK's (PEM).");
        return all;
    }

    private static void text(ConfigDef all, String name, String value, String doc) {
        all.define(name, Type.STRING, value, Importance.MEDIUM, doc);
    }

    static Target fcm(AbstractConfig settings) {
        ExecutorService threads = Executors.newFixedThreadPool(FCM_THREADS, named("push-fcm"));
        ServiceAccountCredentials account = account(Path.of(settings.getString(FCM_CREDENTIALS)));
        String project = settings.getString(FCM_PROJECT);
        String of = project.isEmpty() ? account.getProjectId() : project;
        URI url = URI.create(settings.getString(FCM_URL) + "/v1/projects/" + of + "/messages:send");
        HttpClient http = HttpClient.newBuilder()
                .executor(threads)
                .connectTimeout(timeout(settings))
                .build();
        GoogleCredentials scoped = account.createScoped(List.of(SCOPE));
        FcmTarget.Terms terms = new FcmTarget.Terms(url, timeout(settings), age(settings), withContent(settings));
        return new FcmTarget(http, threads, new FcmTokens(scoped, threads), terms, Clock.systemUTC());
    }

    private static ServiceAccountCredentials account(Path file) {
        try (InputStream json = Files.newInputStream(file)) {
            return ServiceAccountCredentials.fromStream(json);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConnectException(FCM_CREDENTIALS + ": " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static Target apns(AbstractConfig settings) {
        ApnsTarget.Terms terms = new ApnsTarget.Terms(
                settings.getString(APNS_TOPIC), timeout(settings), age(settings), withContent(settings));
        EventLoopGroup threads = new NioEventLoopGroup(1, named("push-apns"));
        return new ApnsTarget(
                Map.of(
                        "production", apns(settings, settings.getString(APNS_PRODUCTION), threads),
                        "sandbox", apns(settings, settings.getString(APNS_SANDBOX), threads)),
                threads,
                terms);
    }

    private static ApnsClient apns(AbstractConfig settings, String host, EventLoopGroup threads) {
        File key = new File(settings.getString(APNS_KEY_FILE));
        String trust = settings.getString(APNS_TRUST);
        try {
            ApnsClientBuilder builder = new ApnsClientBuilder()
                    .setApnsServer(host, settings.getInt(APNS_PORT))
                    .setSigningKey(ApnsSigningKey.loadFromPkcs8File(
                            key, settings.getString(APNS_TEAM_ID), settings.getString(APNS_KEY_ID)))
                    .setEventLoopGroup(threads)
                    .setConnectionTimeout(timeout(settings))
                    .setConcurrentConnections(settings.getInt(APNS_CONNECTIONS));
            if (!trust.isEmpty()) {
                builder.setTrustedServerCertificateChain(new File(trust));
            }
            return builder.build();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ConnectException(APNS_KEY_FILE + ": " + key + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Duration timeout(AbstractConfig settings) {
        return Duration.ofMillis(settings.getInt(PushSinkSettings.TIMEOUT));
    }

    private static Duration age(AbstractConfig settings) {
        return Duration.ofMillis(settings.getInt(PushSinkSettings.AGE));
    }

    private static boolean withContent(AbstractConfig settings) {
        return settings.getBoolean(PushSinkSettings.CONTENT);
    }

    static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> new Thread(task, name + "-" + count.incrementAndGet());
    }
}
