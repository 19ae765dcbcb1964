/** How parts come to a secured log: as whom, by which settings, and what they may do there. */
@NullMarked
package io.parley.access;

import org.jspecify.annotations.NullMarked;
