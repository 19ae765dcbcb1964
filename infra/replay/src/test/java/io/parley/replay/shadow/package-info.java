@NullMarked
package io.parley.replay.shadow;

import org.jspecify.annotations.NullMarked;
