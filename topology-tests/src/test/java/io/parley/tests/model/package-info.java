/** The wire contract as a plain program that knows nothing of Kafka or of the topology. */
@NullMarked
package io.parley.tests.model;

import org.jspecify.annotations.NullMarked;
