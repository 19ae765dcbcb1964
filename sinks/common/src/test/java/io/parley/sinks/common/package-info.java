@NullMarked
package io.parley.sinks.common;

import org.jspecify.annotations.NullMarked;
