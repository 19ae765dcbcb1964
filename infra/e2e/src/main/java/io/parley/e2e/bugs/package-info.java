/**
 * What is rewritten in a part as its classes are loaded: the clock that it reads ({@link io.parley.e2e.bugs.WallClock}),
 * and bugs, planted into parts of a stack that is started for it. The parts' code has no place for either. Each bug must be found, or the checker is worth nothing.
 */
@NullMarked
package io.parley.e2e.bugs;

import org.jspecify.annotations.NullMarked;
