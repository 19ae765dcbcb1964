@NullMarked
package io.parley.sinks.cassandra;

import org.jspecify.annotations.NullMarked;
