/** The whole, on real parts: what the contract says, sentence by sentence; what must always hold; what faults do. */
@NullMarked
package io.parley.e2e;

import org.jspecify.annotations.NullMarked;
