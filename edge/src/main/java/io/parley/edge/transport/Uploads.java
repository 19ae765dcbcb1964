package io.parley.edge.transport;

import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.HttpCall;
import io.parley.edge.http.HttpUploads;
import io.parley.edge.http.HttpUploads.Admission;
import io.parley.edge.http.HttpUploads.Admitted;
import io.parley.edge.http.HttpUploads.Refused;
import io.parley.edge.http.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
 * body is asked for, and its connection ends with it.
 */
final class Uploads {
    private static final Duration LINGER = Duration.ofSeconds(10);

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

    /** Not with the one call for it, which goes on to read from the connection. */
    private static void sayContinue(HttpContinue.ContinueResponseSender sender) throws IOException {
        while (!sender.send()) {
            sender.awaitWritable();
        }
    }

    /** The client may still be sending, or not: it has a while to read its answer. */
    private static void endSoon(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private InputStream body(HttpServerExchange exchange) {
        try {
            if (HttpContinue.requiresContinueResponse(exchange)) {
                sayContinue(HttpContinue.createResponseSender(exchange));
            }
        } catch (IOException e) {
            return InputStream.nullInputStream();
        }
        StreamSourceChannel channel = exchange.getRequestChannel();
        return channel == null ? new ByteArrayInputStream(new byte[0]) : new BodyStream(channel, idle);
    }
}
