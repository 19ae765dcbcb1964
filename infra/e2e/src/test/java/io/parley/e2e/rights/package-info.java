/** Who may do what, tried with every call and frame by everybody. */
@NullMarked
package io.parley.e2e.rights;

import org.jspecify.annotations.NullMarked;
