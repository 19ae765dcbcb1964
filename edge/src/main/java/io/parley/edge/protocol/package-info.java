/** The frames of the wire contract, parsed and rendered by pure functions. */
@NullMarked
package io.parley.edge.protocol;

import org.jspecify.annotations.NullMarked;
