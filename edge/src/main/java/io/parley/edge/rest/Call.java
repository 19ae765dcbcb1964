package io.parley.edge.rest;

import io.parley.edge.auth.Principal;
import io.parley.edge.auth.Refused;
import io.parley.edge.auth.Verdict;
import io.parley.edge.http.HttpCall;
import io.parley.ids.Ids;
import io.parley.ids.TimeUuid;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that found its route, read strictly: a malformed id in the path is one that does not exist, a parameter
 * outside its limits is refused with its name and the limit.
 */
record Call(HttpCall http, Map<String, String> path) {
    private static final int MAX_DIGITS = 18;

    /** For whom the call is made; an app server must have said it. */
    Principal caller() {
        Principal principal = http.principal();
        if (!principal.namesUser()) {
            throw Refusal.badRequest("Parley-User must name the user for whom a service token calls.");
        }
        return principal;
    }

    /** Who moderates: a user, or an app server, which need not act for anybody. */
    Principal moderator() {
        return http.principal();
    }

    String user() {
        return caller().user();
    }

    /** The same call for the user that its body names. */
    Call askingFor(String user) {
        Verdict verdict = http.principal().askingFor(user);
        if (verdict instanceof Refused refused) {
            throw Refusal.of(refused.code().equals("forbidden") ? 403 : 422, refused.code(), refused.message());
        }
        return new Call(http.by((Principal) verdict), path);
    }

    private String segment(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    String chat() {
        String id = segment("chat");
        if (!Ids.isValid(id)) {
            throw Refusal.noSuchChat();
        }
        return id;
    }

    UUID message() {
        UUID id = TimeUuid.parse(segment("message"));
        if (id == null) {
            throw Refusal.noSuchMessage();
        }
        return id;
    }

    /** Whatever stands there: who looks for it knows which ids can be. */
    String file() {
        return segment("file");
    }

    String otherUser() {
        String id = segment("user");
        if (!Ids.isValid(id)) {
            throw Refusal.noSuchUser();
        }
        return id;
    }

    String device() {
        String id = segment("device");
        if (!Ids.isValid(id)) {
            throw Refusal.of(404, "no_such_device", "There is no such device.");
        }
        return id;
    }

    @Nullable
    String parameter(String name) {
        return http.parameter(name);
    }

    /** A position in time, or null when it was not given. */
    @Nullable
    UUID position(String name) {
        String text = parameter(name);
        UUID id = TimeUuid.parse(text);
        if (text != null && id == null) {
            throw Refusal.badRequest(name + " must be a msg_id.");
        }
        return id;
    }

    int limit(int usual, int most) {
        String text = parameter("limit");
        long limit = text == null ? usual : number(text);
        if (limit < 1 || limit > most) {
            throw Refusal.badRequest("limit must be a number from 1 to " + most + ".");
        }
        return (int) limit;
    }

    /** The caller's {@code seq} that the answer must reflect, or null when it was not given. */
    @Nullable
    Long minSeq() {
        String text = parameter("min_seq");
        if (text == null) {
            return null;
        }
        long seq = number(text);
        if (seq < 0) {
            throw Refusal.badRequest("min_seq must be a number from 0.");
        }
        return seq;
    }

    /** The number, or -1 when the text is none. */
    private static long number(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(text) : -1;
    }
}
