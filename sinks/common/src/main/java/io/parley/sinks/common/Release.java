package io.parley.sinks.common;

import org.jspecify.annotations.Nullable;

/** The release of a plugin, from its jar's manifest. */
final class Release {
    private Release() {}

    static String of(Class<?> type) {
        @Nullable String release = type.getPackage().getImplementationVersion();
        return release == null ? "unpacked" : release;
    }
}
