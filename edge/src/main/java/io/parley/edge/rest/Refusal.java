package io.parley.edge.rest;

import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.Problem;
import java.util.Map;

/**
 * Ends a call with a problem document. Thrown within this package, also through stages, and caught by {@link Router}
 * alone; it has no stack trace, because it is an answer and no fault.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    private Refusal(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    static Refusal of(int status, String code, String detail) {
        return new Refusal(new Problem(status, code, detail), Map.of());
    }

    static Refusal badRequest(String detail) {
        return of(422, "bad_request", detail);
    }

    static Refusal noSuchChat() {
        return of(404, "no_such_chat", "There is no such chat.");
    }

    static Refusal noSuchMessage() {
        return of(404, "no_such_message", "There is no such message in this chat.");
    }

    static Refusal noSuchFile() {
        return of(404, "no_such_file", "There is no such file in this chat.");
    }

    static Refusal noSuchUser() {
        return of(404, "no_such_user", "There is no such user.");
    }

    static Refusal notAMember() {
        return of(403, "not_a_member", "You are not a member of this chat.");
    }

    static Refusal notFound() {
        return of(404, "not_found", "There is no such path.");
    }

    static Refusal methodNotAllowed(String allow) {
        return new Refusal(
                new Problem(405, "method_not_allowed", "This path allows " + allow + "."), Map.of("Allow", allow));
    }

    static Refusal unavailable(String detail) {
        return of(503, "unavailable", detail);
    }

    HttpAnswer answer() {
        return problem.answer(headers);
    }
}
