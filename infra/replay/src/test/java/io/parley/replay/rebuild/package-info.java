@NullMarked
package io.parley.replay.rebuild;

import org.jspecify.annotations.NullMarked;
