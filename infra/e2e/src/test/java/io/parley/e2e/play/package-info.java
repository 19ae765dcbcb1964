/** What stands between the parts of a test. */
@NullMarked
package io.parley.e2e.play;

import org.jspecify.annotations.NullMarked;
