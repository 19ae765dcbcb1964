/** Records of a topic by the time of their events, as files that other tools read. */
@NullMarked
package io.parley.replay.export;

import org.jspecify.annotations.NullMarked;
