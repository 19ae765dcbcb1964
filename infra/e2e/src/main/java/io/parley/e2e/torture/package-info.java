/**
 * Faults of every kind while people talk, and the judgement of what they saw: {@code ./parley torture}. A fault knows
 * what it does and how it is undone; the plan of faults is a pure function of its seed.
 */
@NullMarked
package io.parley.e2e.torture;

import org.jspecify.annotations.NullMarked;
