/** Hints: who is online and who types. They live in Redis and in memory, never in the log, and may be lost at any time. */
@NullMarked
package io.parley.edge.presence;

import org.jspecify.annotations.NullMarked;
