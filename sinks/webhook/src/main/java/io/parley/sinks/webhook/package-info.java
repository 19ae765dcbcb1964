/**
 * The webhook sink: every committed event of a chat is posted to one endpoint, in the chat's order and at least once,
 * signed as Standard Webhooks says. Chats go side by side; what an endpoint never takes lies among the dead letters.
 */
@NullMarked
package io.parley.sinks.webhook;

import org.jspecify.annotations.NullMarked;
