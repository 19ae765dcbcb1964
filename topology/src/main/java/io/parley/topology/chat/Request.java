package io.parley.topology.chat;

import io.parley.avro.Cause;
import io.parley.avro.ChatCommand;

/**
 * A command where it lies in the log.
 *
 * @param time the record's own, in milliseconds since the epoch: the only clock that a decision knows
 */
public record Request(ChatCommand command, long time, Cause cause) {}
