/** Reading the log outside of a topology. */
@NullMarked
package io.parley.log;

import org.jspecify.annotations.NullMarked;
