/**
 * Stores made again from the log beside the living ones, compared with them, and put in their place.
 * docs/adr/0018 says why each store is replaced in its own way.
 */
@NullMarked
package io.parley.replay.rebuild;

import org.jspecify.annotations.NullMarked;
