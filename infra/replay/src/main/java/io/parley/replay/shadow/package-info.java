/**
 * Talk once more: the inputs of a living log are decided again on a log of their own, and what comes out is held against
 * what came out then. docs/adr/0019 says what of it must be the same.
 */
@NullMarked
package io.parley.replay.shadow;

import org.jspecify.annotations.NullMarked;
