package io.parley.topology;

import io.parley.avro.Cause;
import io.parley.avro.InboxBatch;
import io.parley.avro.Reply;
import java.util.List;

/**
 * What one decision has for the inbox of its own shard: a call instead of a record.
 *
 * @param cause the record behind it, which need not be the one that is being processed
 */
public record Said(List<Reply> replies, List<InboxBatch> batches, Cause cause) {}
