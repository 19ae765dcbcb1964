/** Taking away what destroying a user's key does not reach. */
@NullMarked
package io.parley.edge.erasure;

import org.jspecify.annotations.NullMarked;
