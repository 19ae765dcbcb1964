package io.parley.edge.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import java.io.File;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Where the cache is and as whom an edge comes to it. The password is in no text of it.
 *
 * @param uri empty when there is no cache
 * @param username empty for the default user
 * @param caFile PEM of the authorities that are believed; empty for those of the Java that runs
 */
public record RedisAddress(String uri, String username, Password password, String caFile) {

    static RedisAddress of(StoreSettings settings) {
        RedisAddress address = new RedisAddress(
                settings.getString(StoreSettings.REDIS_URI),
                settings.getString(StoreSettings.REDIS_USERNAME),
                settings.getPassword(StoreSettings.REDIS_PASSWORD),
                settings.getString(StoreSettings.REDIS_CA_FILE));
        if (!address.username.isEmpty() && address.password.value().isEmpty()) {
            throw new ConfigException(StoreSettings.REDIS_USERNAME + " needs " + StoreSettings.REDIS_PASSWORD);
        }
        if (!address.caFile.isEmpty() && !new File(address.caFile).canRead()) {
            throw new ConfigException(
                    StoreSettings.REDIS_CA_FILE + " names " + address.caFile + ", which cannot be read");
        }
        return address;
    }

    /** Without user and TLS of its own. */
    public static RedisAddress plain(String uri) {
        return new RedisAddress(uri, "", new Password(""), "");
    }

    public boolean isNone() {
        return uri.isEmpty();
    }

    public RedisURI uri(Duration timeout) {
        RedisURI made = RedisURI.create(uri);
        made.setTimeout(timeout);
        if (!password.value().isEmpty()) {
            made.setCredentialsProvider(RedisCredentialsProvider.from(
                    () -> RedisCredentials.just(username.isEmpty() ? null : username, password.value())));
        }
        return made;
    }

    public ClientOptions.Builder options() {
        ClientOptions.Builder options = ClientOptions.builder();
        return caFile.isEmpty()
                ? options
                : options.sslOptions(SslOptions.builder()
                        .jdkSslProvider()
                        .trustManager(new File(caFile))
                        .build());
    }
}
