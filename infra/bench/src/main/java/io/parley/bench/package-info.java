/**
 * Open-loop load on a running Parley, and what it costs. Latency counts from the moment a message was due, so a server
 * that falls behind cannot hide it by slowing the load.
 */
@NullMarked
package io.parley.bench;

import org.jspecify.annotations.NullMarked;
