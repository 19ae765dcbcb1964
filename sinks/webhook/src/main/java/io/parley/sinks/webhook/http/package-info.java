/** One signed request and its answer, with nothing of Connect in it: the launcher posts its sample by it too. */
@NullMarked
package io.parley.sinks.webhook.http;

import org.jspecify.annotations.NullMarked;
