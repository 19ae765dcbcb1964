/** The launcher: every part of Parley on one machine, as processes. */
@NullMarked
package io.parley.local;

import org.jspecify.annotations.NullMarked;
