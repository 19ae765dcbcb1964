/** Starting the parts in the order of what they need, and keeping them up. */
@NullMarked
package io.parley.local.run;

import org.jspecify.annotations.NullMarked;
