/** Reads of the tables and the cache: what a user may see of the talk, and how far the tables have come. */
@NullMarked
package io.parley.edge.store;

import org.jspecify.annotations.NullMarked;
