/** The Redis sink: newest messages, unread counters and open connections, for whom a table is too slow. */
@NullMarked
package io.parley.sinks.redis;

import org.jspecify.annotations.NullMarked;
