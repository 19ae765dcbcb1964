/**
 * A WebSocket client without opinions, for conformance tests and load: it sends any bytes as any frame, records what
 * comes and when, and holds thousands of sockets on one selector thread. Plain {@code ws://} only.
 */
@NullMarked
package io.parley.client.wire;

import org.jspecify.annotations.NullMarked;
