@NullMarked
package io.parley.sinks.webhook.http;

import org.jspecify.annotations.NullMarked;
