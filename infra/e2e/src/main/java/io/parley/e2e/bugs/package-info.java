/**
 * Bugs planted into parts of a stack that is started for it: a method of a part is rewritten as its class is loaded. The
 * parts' code has no place for it. Each bug must be found, or the checker is worth nothing.
 */
@NullMarked
package io.parley.e2e.bugs;

import org.jspecify.annotations.NullMarked;
