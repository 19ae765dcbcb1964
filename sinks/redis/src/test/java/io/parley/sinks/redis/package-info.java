@NullMarked
package io.parley.sinks.redis;

import org.jspecify.annotations.NullMarked;
