package io.parley.edge.rest;

import io.parley.edge.files.FilesUnavailable;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.HttpCall;
import io.parley.edge.http.HttpRoutes;
import io.parley.edge.store.StoreUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a call, and turns what ends it early into a problem document. */
final class Router implements HttpRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    List<Route> routes() {
        return routes;
    }

    @Override
    public CompletionStage<HttpAnswer> handle(HttpCall call) {
        try {
            return route(call).exceptionallyCompose(Router::refused);
        } catch (Refusal refusal) {
            return CompletableFuture.completedFuture(refusal.answer());
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    private CompletionStage<HttpAnswer> route(HttpCall call) {
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            var variables = route.match(call.segments());
            if (variables.isPresent()) {
                if (route.method().equals(call.method())) {
                    return route.handler().answer(new Call(call, variables.get()));
                }
                allowed.add(route.method());
            }
        }
        throw allowed.isEmpty() ? Refusal.notFound() : Refusal.methodNotAllowed(String.join(", ", allowed));
    }

    private static CompletionStage<HttpAnswer> refused(Throwable failure) {
        return refusalOf(failure)
                .<CompletionStage<HttpAnswer>>map(refusal -> CompletableFuture.completedFuture(refusal.answer()))
                .orElseGet(() -> CompletableFuture.failedFuture(cause(failure)));
    }

    /** What a failure is answered with; empty for a fault of ours. */
    static Optional<Refusal> refusalOf(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof Refusal refusal) {
            return Optional.of(refusal);
        }
        if (cause instanceof StoreUnavailable) {
            LOG.debug("A call was answered 503", cause);
            return Optional.of(Refusal.unavailable("The tables cannot be read now."));
        }
        if (cause instanceof FilesUnavailable) {
            LOG.debug("A call was answered 503", cause);
            return Optional.of(Refusal.unavailable("The object store cannot be reached now."));
        }
        return Optional.empty();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
