package io.parley.edge.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.parley.edge.NamedThreads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HS256 secrets: a token by any of them counts, the first one signs. Those of a file are read again by a thread of
 * its own, so that one secret follows another while connections stay. A file that has become unfit changes nothing.
 */
public final class Secrets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
    private static final int BYTES_AT_LEAST = 32;
    /** A token with a wrong signature costs one check for each. */
    private static final int AT_MOST = 4;

    private record Secret(Password text, JWSVerifier verifier) {}

    private final @Nullable Path file;
    private final @Nullable ScheduledExecutorService thread;
    private volatile List<Secret> all;

    private Secrets(List<Secret> all, @Nullable Path file, Duration refresh) {
        this.all = all;
        this.file = file;
        this.thread =
                file == null ? null : Executors.newSingleThreadScheduledExecutor(new NamedThreads("edge-secrets"));
        if (thread != null) {
            var unused = thread.scheduleWithFixedDelay(
                    this::readAgain, refresh.toMillis(), refresh.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Refuses what does not serve for HS256, when HS256 counts. */
    public static Secrets open(AuthSettings settings) {
        if (!settings.isSymmetric()) {
            return new Secrets(List.of(), null, settings.secretsRefresh());
        }
        Path file = settings.secretsFile();
        String given = settings.secret().value();
        if (file != null && !given.isEmpty()) {
            throw new ConfigException(
                    AuthSettings.SECRET + " and " + AuthSettings.SECRETS_FILE + " are both set: take one away");
        }
        List<Secret> all = file == null ? List.of(secret(AuthSettings.SECRET, given)) : read(file);
        return new Secrets(all, file, settings.secretsRefresh());
    }

    private static List<Secret> read(Path file) {
        List<Secret> all = new ArrayList<>();
        int line = 0;
        for (String text : lines(file)) {
            line++;
            if (!text.isBlank()) {
                all.add(secret("line " + line + " of " + AuthSettings.SECRETS_FILE, text.strip()));
            }
        }
        if (all.isEmpty() || all.size() > AT_MOST) {
            throw new ConfigException(AuthSettings.SECRETS_FILE + " must have 1 to " + AT_MOST
                    + " secrets, one a line, and " + file + " has " + all.size());
        }
        return List.copyOf(all);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new ConfigException(
                    AuthSettings.SECRETS_FILE + " names " + file + ", which cannot be read: " + e.getMessage());
        }
    }

    private static Secret secret(String where, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < BYTES_AT_LEAST) {
            throw new ConfigException(where + " must have at least " + BYTES_AT_LEAST + " bytes for HS256");
        }
        try {
            return new Secret(new Password(text), new MACVerifier(bytes));
        } catch (JOSEException e) {
            throw new ConfigException(where + " does not serve for HS256: " + e.getMessage());
        }
    }

    void readAgain() {
        try {
            List<Secret> now = file == null ? all : read(file);
            if (!texts(now).equals(texts(all))) {
                all = now;
                LOG.info("The secrets have changed: {} count now, the first one signs", now.size());
            }
        } catch (RuntimeException e) {
            LOG.warn("The secrets could not be read again, the last ones go on: {}", e.getMessage());
        }
    }

    private static List<Password> texts(List<Secret> secrets) {
        return secrets.stream().map(Secret::text).toList();
    }

    boolean verify(SignedJWT token) {
        for (Secret secret : all) {
            try {
                if (token.verify(secret.verifier())) {
                    return true;
                }
            } catch (JOSEException | IllegalStateException unfit) {
                return false; // the header demands what nobody here can do, whatever the secret
            }
        }
        return false;
    }

    MACSigner signer() {
        List<Secret> now = all;
        if (now.isEmpty()) {
            throw new IllegalStateException("there is no secret to sign with");
        }
        try {
            return new MACSigner(now.get(0).text().value());
        } catch (JOSEException e) {
            throw new IllegalStateException("the secret serves to verify and not to sign", e);
        }
    }

    /** How many count: 2 on every edge says that a rotation may go on. */
    public int count() {
        return all.size();
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
