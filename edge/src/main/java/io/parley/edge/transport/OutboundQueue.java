package io.parley.edge.transport;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The frames that a socket was given and the network has not taken. Bounded by whoever puts: it knows what it owes, to
 * the byte. Used under its owner's lock.
 */
final class OutboundQueue {
    private record Frame(byte[] header, byte[] head, byte[] tail) {
        int size() {
            return header.length + head.length + tail.length;
        }
    }

    private final ArrayDeque<Frame> frames = new ArrayDeque<>(0);
    private int written; // of the first frame
    private long owed;

    /** The arrays are not copied: nobody changes them any more. */
    void add(byte[] header, byte[] head, byte[] tail) {
        Frame frame = new Frame(header, head, tail);
        frames.add(frame);
        owed += frame.size();
    }

    long owed() {
        return owed;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Whether a frame is on the wire in part, so that nothing else can go before its rest. */
    boolean isMidFrame() {
        return written > 0;
    }

    /** Forgets every frame of which nothing is on the wire yet. */
    void dropUnstarted() {
        Frame started = isMidFrame() ? frames.peekFirst() : null;
        frames.clear();
        owed = 0;
        if (started != null) {
            frames.add(started);
            owed = started.size() - written;
        }
    }

    /** Fills the buffer with the bytes that come next, as many as there is room for. They stay owed. */
    void copyTo(ByteBuffer buffer) {
        int skip = written;
        for (Iterator<Frame> next = frames.iterator(); next.hasNext() && buffer.hasRemaining(); ) {
            Frame frame = next.next();
            skip = copy(frame.header(), skip, buffer);
            skip = copy(frame.head(), skip, buffer);
            skip = copy(frame.tail(), skip, buffer);
        }
    }

    private static int copy(byte[] part, int skip, ByteBuffer buffer) {
        if (skip >= part.length) {
            return skip - part.length;
        }
        buffer.put(part, skip, Math.min(part.length - skip, buffer.remaining()));
        return 0;
    }

    /** The network took so many of the bytes. */
    void advance(int bytes) {
        owed -= bytes;
        written += bytes;
        while (!frames.isEmpty() && written >= frames.getFirst().size()) {
            written -= frames.removeFirst().size();
        }
    }
}
