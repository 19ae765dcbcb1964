package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes a history down while it happens. Thread-safe; unbounded on purpose, since a judge needs everything. */
public final class Recorder {

    private final List<Line> lines = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<AtRest> atRest = new ArrayList<>();

    /** One connection's page in the book. */
    public final class Line {
        private final String user;
        private final String device;
        private final OptionalLong since;
        private final int number;
        private final List<Frame> sent = new ArrayList<>();
        private final List<Frame> received = new ArrayList<>();
        private boolean open = true;
        private long endedAt;

        Line(String user, String device, OptionalLong since, int number) {
            this.user = user;
            this.device = device;
            this.since = since;
            this.number = number;
        }

        public void sent(JsonNode frame) {
            synchronized (Recorder.this) {
                sent.add(new Frame(frame, System.nanoTime()));
            }
        }

        public void received(JsonNode frame, long nanos) {
            synchronized (Recorder.this) {
                received.add(new Frame(frame, nanos));
            }
        }

        /** The connection is over, whoever ended it. */
        public void closed() {
            synchronized (Recorder.this) {
                endedAt = open ? System.nanoTime() : endedAt;
                open = false;
            }
        }
    }

    /** A connection is opened. */
    public synchronized Line opened(String user, String device, OptionalLong since) {
        Line line = new Line(user, device, since, lines.size() + 1);
        lines.add(line);
        return line;
    }

    public synchronized void called(Call call) {
        calls.add(call);
    }

    public synchronized void atRest(AtRest read) {
        atRest.add(read);
    }

    /** A call whose outcome nobody knows. */
    public synchronized void unanswered(
            String user, String method, String path, @Nullable JsonNode request, long startNanos) {
        JsonNode asked = request == null ? MissingNode.getInstance() : request;
        calls.add(new Call(user, method, path, asked, 0, MissingNode.getInstance(), startNanos, System.nanoTime()));
    }

    /** What was observed so far; its lists are the caller's own. */
    public synchronized History history() {
        List<Connection> connections = new ArrayList<>();
        for (Line line : lines) {
            connections.add(new Connection(
                    "#" + line.number + " " + line.user + "/" + line.device,
                    line.user,
                    line.device,
                    line.since,
                    new ArrayList<>(line.sent),
                    new ArrayList<>(line.received),
                    line.open,
                    line.endedAt));
        }
        return new History(connections, new ArrayList<>(calls), new ArrayList<>(atRest));
    }
}
