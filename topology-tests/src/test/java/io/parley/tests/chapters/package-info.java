/** What the wire contract and the architecture promise of talk, a class a chapter, on one shard and on four. */
@NullMarked
package io.parley.tests.chapters;

import org.jspecify.annotations.NullMarked;
