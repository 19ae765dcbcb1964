@NullMarked
package io.parley.replay.export;

import org.jspecify.annotations.NullMarked;
