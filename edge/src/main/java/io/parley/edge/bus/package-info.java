/** Kafka in and out: commands and sessions to the raw topics, deliveries from the leased slot. */
@NullMarked
package io.parley.edge.bus;

import org.jspecify.annotations.NullMarked;
