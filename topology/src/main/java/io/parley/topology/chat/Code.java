package io.parley.topology.chat;

/** The codes of the wire contract that chat answers with. */
final class Code {
    static final String BAD_REQUEST = "bad_request";
    static final String TOO_LARGE = "too_large";
    static final String FORBIDDEN = "forbidden";
    static final String BLOCKED = "blocked";
    static final String NOT_A_MEMBER = "not_a_member";
    static final String NO_SUCH_CHAT = "no_such_chat";
    static final String NO_SUCH_MESSAGE = "no_such_message";
    static final String UNAVAILABLE = "unavailable";
    static final String NO_SUCH_USER = "no_such_user";

    private Code() {}
}
