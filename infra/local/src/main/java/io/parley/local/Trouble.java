package io.parley.local;

import java.io.Serial;
import java.util.List;

/**
 * What went wrong, for a person: one sentence, the last lines of the log that tells more, and a way out. The command line
 * prints these and no stack trace.
 */
public final class Trouble extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String wayOut;
    private final transient List<String> logLines;

    public Trouble(String sentence, String wayOut) {
        this(sentence, wayOut, List.of());
    }

    public Trouble(String sentence, String wayOut, List<String> logLines) {
        super(sentence);
        this.wayOut = wayOut;
        this.logLines = List.copyOf(logLines);
    }

    public String wayOut() {
        return wayOut;
    }

    public List<String> logLines() {
        return logLines;
    }

    /** The whole text, as it is printed. */
    public String text() {
        var text = new StringBuilder(String.valueOf(getMessage()));
        for (String line : logLines) {
            text.append("\n  | ").append(line);
        }
        return text.append("\n").append(wayOut).toString();
    }
}
