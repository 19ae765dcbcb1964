package io.parley.sinks.common;

import java.util.List;

/**
 * Where a sink writes.
 *
 * @param <W> what it can do
 */
public interface Store<W> extends AutoCloseable {

    /**
     * Writes all of them and returns once they are acknowledged. Writing them again changes nothing.
     *
     * @throws UnavailableException when any of them is not known to be written
     */
    void write(List<W> writes);

    @Override
    void close();
}
