/** Starts the log. */
@NullMarked
package io.parley.part.kafka;

import org.jspecify.annotations.NullMarked;
