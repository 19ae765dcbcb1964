/** Records that were put aside: which there are, why, and the way back of those that have one. */
@NullMarked
package io.parley.local.dead;

import org.jspecify.annotations.NullMarked;
