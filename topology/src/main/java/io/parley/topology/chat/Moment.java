package io.parley.topology.chat;

import io.parley.avro.Cause;

/**
 * Where and when something is decided.
 *
 * @param time by the clock of the log, in milliseconds since the epoch
 * @param cause the record that brought it about
 */
record Moment(String chatId, long time, Cause cause) {}
