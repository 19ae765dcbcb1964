/** Invariant 6: what Cassandra and Redis hold is what the log says, read by other code than the sinks'. */
@NullMarked
package io.parley.e2e.stores;

import org.jspecify.annotations.NullMarked;
