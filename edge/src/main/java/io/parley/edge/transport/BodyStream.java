package io.parley.edge.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSourceChannel;

/** A request's body for a thread that waits for it; a client that sends nothing for too long ends it. */
final class BodyStream extends InputStream {
    private final StreamSourceChannel channel;
    private final Duration idle;

    BodyStream(StreamSourceChannel channel, Duration idle) {
        this.channel = channel;
        this.idle = idle;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        ByteBuffer into = ByteBuffer.wrap(bytes, from, count);
        long begun = System.nanoTime();
        for (int got = channel.read(into); ; got = channel.read(into)) {
            if (got != 0) {
                return got;
            }
            long left = idle.toNanos() - (System.nanoTime() - begun);
            if (left <= 0) {
                throw new InterruptedIOException("the client has sent nothing for " + idle.toMillis() + " ms");
            }
            channel.awaitReadable(left, TimeUnit.NANOSECONDS);
        }
    }
}
