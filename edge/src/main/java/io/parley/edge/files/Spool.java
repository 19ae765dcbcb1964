package io.parley.edge.files;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A file under way onto the disk, held to its size and its time. */
final class Spool extends OutputStream {

    /** What it is held to. */
    record Limits(long bytes, Duration time) {}

    /** The file has more bytes than it may, or took longer. */
    static final class Over extends IOException {
        private static final long serialVersionUID = 1;

        private final UnfitFile why;

        Over(UnfitFile why) {
            super(why.detail());
            this.why = why;
        }

        UnfitFile why() {
            return why;
        }
    }

    private final OutputStream out;
    private final Limits limits;
    private final long begun = System.nanoTime();
    private long size;
    private long passed;

    Spool(Path file, Limits limits) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file));
        this.limits = limits;
    }

    long size() {
        return size;
    }

    @Override
    public void write(int one) throws IOException {
        size++;
        pass(1);
        out.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        size += count;
        pass(count);
        out.write(bytes, from, count);
    }

    /** Counts bytes that are not kept. */
    void pass(int more) throws IOException {
        passed += more;
        if (passed > limits.bytes()) {
            throw new Over(UnfitFile.tooLarge("A file has at most " + limits.bytes() + " bytes."));
        }
        requireInTime();
    }

    private void requireInTime() throws IOException {
        if (System.nanoTime() - begun > limits.time().toNanos()) {
            throw new Over(UnfitFile.malformed(
                    "An upload takes at most " + limits.time().toSeconds() + " s."));
        }
    }

    /** What a form has around its file is read byte by byte and kept nowhere; it has no more time than the file. */
    InputStream inTime(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                requireInTime();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                requireInTime();
                return super.read(bytes, from, count);
            }
        };
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
