package io.parley.edge.transport;

import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.HttpCall;
import io.parley.edge.http.HttpUploads;
import io.parley.edge.http.HttpUploads.Admission;
import io.parley.edge.http.HttpUploads.Admitted;
import io.parley.edge.http.HttpUploads.Refused;
import io.parley.edge.http.Problem;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/**
 * Bodies that are read as streams, by threads that wait for the client. An upload that is refused has its answer before its
 * body is asked for.
 */
final class Uploads {
    private static final Duration LINGER = Duration.ofSeconds(10);

    /** Who reads the body counts it, and a refused one is read for a while whatever its length. */
    private static final long UNCOUNTED = -1;

    private final HttpUploads uploads;
    private final Duration idle;

    /** @param idle how long a client may send nothing */
    Uploads(HttpUploads uploads, Duration idle) {
        this.uploads = uploads;
        this.idle = idle;
    }

    boolean takes(HttpCall head) {
        return uploads.takes(head.method(), head.segments());
    }

    void receive(
            HttpServerExchange exchange, HttpCall head, BiConsumer<@Nullable HttpAnswer, @Nullable Throwable> answer) {
        exchange.setMaxEntitySize(UNCOUNTED);
        Runnable ask = () -> {
            var unused = uploads.admit(head)
                    .thenAccept(admission -> admitted(exchange, admission, answer))
                    .exceptionally(failure -> {
                        answer.accept(null, failure);
                        return null;
                    });
        };
        if (exchange.isInIoThread()) {
            Exchanges.later(exchange, ask);
        } else {
            ask.run();
        }
    }

    private void admitted(
            HttpServerExchange exchange,
            Admission admission,
            BiConsumer<@Nullable HttpAnswer, @Nullable Throwable> answer) {
        if (admission instanceof Refused refused) {
            endSoon(exchange);
            answer.accept(refused.answer(), null);
        } else if (admission instanceof Admitted admitted) {
            try {
                admitted.threads().execute(() -> answer.accept(read(exchange, admitted), null));
            } catch (RejectedExecutionException full) {
                answer.accept(new Problem(503, "unavailable", "Too many files are being uploaded.").answer(), null);
            }
        }
    }

    private HttpAnswer read(HttpServerExchange exchange, Admitted admitted) {
        HttpAnswer answer = admitted.receive().apply(body(exchange));
        if (answer.status() >= 400) {
            endSoon(exchange);
        }
        return answer;
    }

    /**
     * The client may still be sending: what comes is read and dropped, as a connection that is closed with bytes unread
     * takes the answer with it. But only for a while.
     */
    private static void endSoon(HttpServerExchange exchange) {
        Runnable end = () -> {
            if (!exchange.isComplete()) {
                IoUtils.safeClose(exchange.getConnection());
            }
        };
        exchange.getIoThread().executeAfter(end, LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private InputStream body(HttpServerExchange exchange) {
        StreamSourceChannel channel = exchange.getRequestChannel();
        return channel == null ? new ByteArrayInputStream(new byte[0]) : new BodyStream(channel, idle);
    }
}
