@NullMarked
package io.parley.sinks.push;

import org.jspecify.annotations.NullMarked;
