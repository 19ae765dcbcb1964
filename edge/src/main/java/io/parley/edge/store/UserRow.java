package io.parley.edge.store;

import org.jspecify.annotations.Nullable;

/**
 * A profile.
 *
 * @param upto the stamp of its last change that the tables have
 */
public record UserRow(String user, @Nullable String name, @Nullable String avatarUrl, long upto) {
    public static UserRow unknown(String user) {
        return new UserRow(user, null, null, 0);
    }
}
