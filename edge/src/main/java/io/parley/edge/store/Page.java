package io.parley.edge.store;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of history, in the order asked for.
 *
 * @param nextBefore where older messages go on; null when there are none that the user may see
 * @param nextAfter where newer messages go on; null when there are none
 */
public record Page(List<StoredMessage> messages, @Nullable UUID nextBefore, @Nullable UUID nextAfter) {
    static final Page EMPTY = new Page(List.of(), null, null);
}
