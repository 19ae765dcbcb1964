package io.parley.edge.http;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Calls whose body may be too large for memory: it is read as a stream, on a thread that may wait for it. */
public interface HttpUploads {

    /** What becomes of an upload, said before any of its body is read. */
    sealed interface Admission {}

    /** It ends with this answer. */
    record Refused(HttpAnswer answer) implements Admission {}

    /**
     * It may send its body.
     *
     * @param threads where {@code receive} is to be called, once
     * @param receive reads the body, waits, and never throws
     */
    record Admitted(Executor threads, Function<InputStream, HttpAnswer> receive) implements Admission {}

    boolean takes(String method, List<String> segments);

    /** Asked on an I/O thread, with a call whose body is empty; the stage does not fail. */
    CompletionStage<Admission> admit(HttpCall head);
}
