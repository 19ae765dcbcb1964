/** Parley against clusters that ask who comes, over TLS alone. */
@NullMarked
package io.parley.e2e.secured;

import org.jspecify.annotations.NullMarked;
