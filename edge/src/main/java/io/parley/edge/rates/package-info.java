/** How much one user, or one address, may ask of this edge: token buckets by key. Knows no frame and no call. */
@NullMarked
package io.parley.edge.rates;

import org.jspecify.annotations.NullMarked;
