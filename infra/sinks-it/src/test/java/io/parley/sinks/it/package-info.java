@NullMarked
package io.parley.sinks.it;

import org.jspecify.annotations.NullMarked;
