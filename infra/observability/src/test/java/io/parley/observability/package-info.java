/** Holds the alert rules to Prometheus' own tool. */
@NullMarked
package io.parley.observability;

import org.jspecify.annotations.NullMarked;
