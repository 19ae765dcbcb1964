package io.parley.sinks.webhook.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where events are posted. Who runs Parley names it, not a user of theirs; still what is said in chats goes there, so it
 * goes over TLS unless the receiver is on this machine or somebody has said that it need not.
 */
public record Endpoint(URI url) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|::1");

    /** @throws IllegalArgumentException with a sentence that says what is wrong */
    public static Endpoint parse(String text, boolean insecure) {
        URI url;
        try {
            url = new URI(text.strip());
        } catch (URISyntaxException e) {
            // The exception's own sentence would hold the URL, and a URL may hold a token.
            throw new IllegalArgumentException("is no URL: at character " + e.getIndex() + ", " + e.getReason());
        }
        String scheme = lower(url.getScheme());
        if (!scheme.equals("https") && !scheme.equals("http") || url.getHost() == null) {
            throw new IllegalArgumentException("must be https://HOST[:PORT]/PATH");
        }
        if (url.getUserInfo() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("must have neither user nor fragment");
        }
        if (scheme.equals("http")
                && !insecure
                && !LOOPBACK.matcher(lower(url.getHost())).matches()) {
            throw new IllegalArgumentException("must be https, since " + url.getHost() + " is not this machine");
        }
        return new Endpoint(url);
    }

    private static String lower(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** Without path and query, which may hold a token. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
