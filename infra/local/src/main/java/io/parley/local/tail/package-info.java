/** Records of topics, decoded for people. */
@NullMarked
package io.parley.local.tail;

import org.jspecify.annotations.NullMarked;
