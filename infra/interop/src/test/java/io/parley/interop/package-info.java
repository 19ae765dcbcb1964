/** Parley's topics and clients that are not ours. */
@NullMarked
package io.parley.interop;

import org.jspecify.annotations.NullMarked;
