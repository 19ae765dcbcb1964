package io.parley.sinks.cassandra;

import io.parley.avro.Role;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Roles in the words of the wire contract. */
final class Roles {
    private Roles() {}

    static @Nullable String text(@Nullable Role role) {
        return role == null ? null : role.name().toLowerCase(Locale.ROOT);
    }
}
