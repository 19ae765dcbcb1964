/** The plan of faults and the page about them. */
@NullMarked
package io.parley.e2e.torture;

import org.jspecify.annotations.NullMarked;
