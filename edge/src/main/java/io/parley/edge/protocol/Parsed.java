package io.parley.edge.protocol;

import org.jspecify.annotations.Nullable;

/** What became of a frame's text. */
public sealed interface Parsed {

    /** @param ref the client's own reference, to be given back with the answer */
    record Accepted(ClientFrame frame, @Nullable String ref) implements Parsed {}

    /** Not a frame that can be acted on; {@code about} says which one, as far as it could be read. */
    record Rejection(ErrorCode code, String message, Subject about) implements Parsed {}

    /** What an {@code error} frame gives back, so that the client knows what it answers. */
    record Subject(
            @Nullable String ref, @Nullable String chatId, @Nullable String msgId, @Nullable String clientMsgId) {
        public static final Subject NONE = new Subject(null, null, null, null);
    }
}
