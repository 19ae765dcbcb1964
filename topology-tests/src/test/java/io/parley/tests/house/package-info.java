/** Who may import whom. */
@NullMarked
package io.parley.tests.house;

import org.jspecify.annotations.NullMarked;
