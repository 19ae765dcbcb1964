/** The Cassandra sink: the tables that REST answers are read from. */
@NullMarked
package io.parley.sinks.cassandra;

import org.jspecify.annotations.NullMarked;
