@NullMarked
package io.parley.replay;

import org.jspecify.annotations.NullMarked;
