package io.parley.edge.transport;

import io.parley.edge.auth.Principal;
import io.parley.edge.rates.Rate;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;

/**
 * How often REST is called: by a user or an app server whose token holds, and by an address whose tokens do not. An address is never kept
 * from calling with a good token: many users may share it with who guesses.
 *
 * @param forwarded whether a proxy says whom a connection comes from
 */
record Callers(Rate calls, Rate serviceCalls, Rate refusals, boolean forwarded) {

    /** True when they may call; answered when not. */
    boolean mayCall(HttpServerExchange exchange, Principal principal) {
        Duration wait = (principal.service() ? serviceCalls : calls).take(principal.subject(), 1);
        if (!wait.isZero()) {
            Exchanges.limited(
                    exchange,
                    wait,
                    principal.service() ? "Too many calls of this app server." : "Too many calls of this user.");
        }
        return wait.isZero();
    }

    /** Answers a call whose token does not hold. */
    void refuse(HttpServerExchange exchange, String why) {
        Duration wait = refusals.take(Exchanges.address(exchange, forwarded), 1);
        if (wait.isZero()) {
            Exchanges.problem(exchange, 401, "unauthorized", why);
        } else {
            Exchanges.limited(exchange, wait, "Too many calls without a good token come from this address.");
        }
    }
}
