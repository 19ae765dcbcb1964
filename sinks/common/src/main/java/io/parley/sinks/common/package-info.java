/** What every sink shares: decoding, dead letters, what landed, and waiting for a store that is down. */
@NullMarked
package io.parley.sinks.common;

import org.jspecify.annotations.NullMarked;
