package io.parley.edge.transport;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may open a socket here: those that this very host serves, and those that are configured. A client that
 * sends no {@code Origin} is no page.
 */
final class OriginRule {
    private final Set<String> allowed;
    private final boolean any;

    OriginRule(List<String> configured) {
        this.allowed = configured.stream().map(OriginRule::normal).collect(Collectors.toUnmodifiableSet());
        this.any = configured.contains("*");
    }

    boolean allows(@Nullable String origin, @Nullable String host) {
        if (origin == null || any) {
            return true;
        }
        return allowed.contains(normal(origin)) || (host != null && host.equalsIgnoreCase(authority(origin)));
    }

    private static String normal(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException opaque) {
            return null;
        }
    }
}
