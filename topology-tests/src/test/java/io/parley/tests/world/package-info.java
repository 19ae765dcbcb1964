/** A whole world of shards and edges in one thread: records in, records out, time and interleaving in the test's hands. */
@NullMarked
package io.parley.tests.world;

import org.jspecify.annotations.NullMarked;
