/** What people wrote, encrypted by a key of their own: the keys, and what opens and seals with them. */
@NullMarked
package io.parley.keys;

import org.jspecify.annotations.NullMarked;
