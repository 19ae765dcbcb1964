package io.parley.edge.transport;

import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;

/**
 * What a connection sends, on its way to the network. Undertow answers what is no HTTP (a length that is no number, a
 * header of 40 KiB, no host) before any handler is asked, with an empty 400; in its place goes a problem document, as all
 * errors have. Everything else passes as it is. A connection that is no longer HTTP has no use for it.
 */
final class BadRequests extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private static final ByteBuffer BARE = ByteBuffer.wrap(ascii("HTTP/1.1 400 "));
    private static final String EMPTY = "\r\nContent-Length: 0\r\n";
    private static final byte[] PROBLEM = problem();

    private @Nullable ByteBuffer instead;

    BadRequests(StreamSinkConduit next) {
        super(next);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (instead == null) {
            if (!isBare(source)) {
                return next.write(source);
            }
            instead = ByteBuffer.wrap(PROBLEM);
        }
        while (instead.hasRemaining()) {
            if (next.write(instead) == 0) {
                return 0;
            }
        }
        int taken = source.remaining();
        source.position(source.limit());
        return taken;
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        int taken = write(source);
        if (!source.hasRemaining()) {
            next.terminateWrites();
        }
        return taken;
    }

    /** Takes it away, when it stands on top. */
    static void remove(ConduitStreamSinkChannel sink) {
        if (sink.getConduit() instanceof BadRequests bare) {
            sink.setConduit(bare.next);
        }
    }

    private static boolean isBare(ByteBuffer source) {
        int length = BARE.limit();
        return source.remaining() > length
                && source.slice().limit(length).equals(BARE)
                && new String(bytes(source), StandardCharsets.ISO_8859_1).contains(EMPTY);
    }

    private static byte[] bytes(ByteBuffer source) {
        byte[] bytes = new byte[source.remaining()];
        source.duplicate().get(bytes);
        return bytes;
    }

    private static byte[] problem() {
        HttpAnswer answer = new Problem(400, "bad_request", "This is not a well-formed HTTP request.").answer();
        byte[] head = ascii("HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\n"
                + "X-Content-Type-Options: nosniff\r\nContent-Length: " + answer.body().length
                + "\r\nConnection: close\r\n\r\n");
        return ByteBuffer.allocate(head.length + answer.body().length)
                .put(head)
                .put(answer.body())
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
