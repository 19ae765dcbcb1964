/** Clients for the end-to-end tests: they speak the contract, and everything they send and hear is written down. */
@NullMarked
package io.parley.e2e.play;

import org.jspecify.annotations.NullMarked;
