/** What parts say of the metrics that they tell, and the pages that are made from it. */
@NullMarked
package io.parley.metrics;

import org.jspecify.annotations.NullMarked;
