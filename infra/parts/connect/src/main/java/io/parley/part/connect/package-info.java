/** Starts a worker of Kafka Connect. */
@NullMarked
package io.parley.part.connect;

import org.jspecify.annotations.NullMarked;
