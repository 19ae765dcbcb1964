package io.parley.topology.chat;

import io.parley.avro.Cause;
import io.parley.avro.InboxBatch;
import io.parley.avro.Recipient;
import io.parley.ids.Placement;
import io.parley.topology.state.MessageIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that members must hear, with all of them, wherever they are at home.
 *
 * @param behind stamp of the newest fact that it sums up; null when it has a fact of its own stamp
 */
public record Event(
        String chatId,
        int version,
        long stamp,
        @Nullable Long behind,
        Cause cause,
        String kind,
        Object payload,
        List<Recipient> recipients) {

    /** One batch for each shard in which a recipient is at home: the payload once a shard, never once a member. */
    public List<InboxBatch> byShard(Placement placement) {
        Map<Integer, List<Recipient>> homes = new TreeMap<>();
        for (Recipient recipient : recipients) {
            homes.computeIfAbsent(placement.shardOf(recipient.getUser()), shard -> new ArrayList<>())
                    .add(recipient);
        }
        String id = new MessageIds(placement).of(chatId, stamp);
        List<InboxBatch> batches = new ArrayList<>();
        homes.forEach((shard, atHome) -> batches.add(new InboxBatch(
                id + "/" + shard,
                kind,
                Instant.ofEpochMilli(stamp / Draft.MICROS),
                stamp,
                cause,
                chatId,
                version,
                shard,
                payload,
                atHome,
                behind)));
        return batches;
    }
}
