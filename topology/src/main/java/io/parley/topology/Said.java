package io.parley.topology;

import io.parley.avro.InboxBatch;
import io.parley.avro.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one command has for the inbox of its own shard: a call instead of a record. */
public record Said(@Nullable Reply reply, List<InboxBatch> batches) {}
