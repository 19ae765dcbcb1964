@NullMarked
package io.parley.sinks.webhook;

import org.jspecify.annotations.NullMarked;
