/** From another release to this one and back while people talk: {@code parley upgrade}. */
@NullMarked
package io.parley.e2e.upgrade;

import org.jspecify.annotations.NullMarked;
