package io.parley.plan;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a message is made of in a cluster of many shards and slots, from what it was made of on one shard. On one shard a
 * payload is kept once and told once for all users together; in a cluster once for each shard that has one of them, and
 * it goes there over {@code user.inbox}, whose records the bench's stack does not write: their size is assumed to be that
 * of {@code user.changes}, which carries the same users.
 *
 * @param shards partitions of the talk topics
 * @param slots edges that run
 */
record Recipe(UnitCosts costs, double shards, double slots) {

    /** Both are connected, and each message is delivered and read: the dearest a one-to-one message can be. */
    Work direct() {
        Work one = costs.direct();
        double oneShard = one.records(Work.KEPT);
        double places = oneShard + (one.userEvents() - oneShard) * elsewhere();
        double told = one.records(Work.DELIVERY) + (one.userEvents() + 1 - one.records(Work.DELIVERY)) * elsewhere();
        return placed(one, places).with(Work.DELIVERY, each(Work.DELIVERY, one).times(told));
    }

    /**
     * @param members of the group
     * @param online of them, connected
     * @param marks that one connected member sends for a message; each costs what one costs one to one, and tells the
     *     member's own devices
     */
    Work group(double members, double online, double marks) {
        Map<String, Size> topics = new TreeMap<>();
        costs.group().topics().forEach((topic, size) -> topics.put(topic, grown(topic, members)));
        Work message = placed(new Work(topics), Spread.distinct(shards, members));
        double records = 1 + Spread.distinct(shards * slots, online);
        Size base = each(Work.DELIVERY, costs.direct());
        Size users = new Size(0, perMember(Work.DELIVERY).bytes() * online);
        return message.with(Work.DELIVERY, base.times(records).plus(users)).plus(mark().times(online * marks));
    }

    /** One mark of a member of a group. */
    Work mark() {
        Work one = costs.direct();
        double marks = one.records(Work.MARKS);
        Map<String, Size> topics = new TreeMap<>();
        for (String topic : new String[] {Work.RAW, Work.MARKS, Work.MEMBERSHIPS, Work.CHATS}) {
            topics.put(topic, each(topic, one));
        }
        for (String topic : new String[] {Work.STREAMS, Work.UNREAD, Work.KEPT, Work.CHANGES, Work.DELIVERY}) {
            topics.put(topic, each(topic, one));
        }
        topics.put(Work.PUSH_MARKS, one.of(Work.PUSH_MARKS).times(1 / marks));
        topics.put(Work.INBOX, each(Work.CHANGES, one).times(elsewhere()));
        return new Work(topics);
    }

    /** A topic that is written once for each shard with recipients is written {@code places} times. */
    private Work placed(Work one, double places) {
        double more = places / one.records(Work.KEPT);
        Size payload = each(Work.CHANGES, costs.direct());
        Size users = new Size(
                0, Math.max(0, one.of(Work.CHANGES).bytes() - one.records(Work.CHANGES) * payload.bytesEach()));
        Size changes = payload.times(one.records(Work.CHANGES) * more).plus(users);
        return one.with(Work.KEPT, one.of(Work.KEPT).times(more))
                .with(Work.CHANGES, changes)
                .with(Work.INBOX, new Size(places, changes.bytes()).times(elsewhere()));
    }

    private Size grown(String topic, double members) {
        Size each = perMember(topic);
        Size base = each(topic, costs.direct().records(topic) > 0 ? costs.direct() : costs.group());
        return base.plus(each.times(members - 1));
    }

    /** What one more member adds to a topic. */
    private Size perMember(String topic) {
        Size all = costs.group().of(topic);
        Size base = each(topic, costs.direct().records(topic) > 0 ? costs.direct() : costs.group());
        double others = costs.members() - 1.0;
        double records = Math.max(0, all.records() - 1) / others;
        return new Size(records, Math.max(0, all.bytes() - base.bytes()) / others);
    }

    private static Size each(String topic, Work work) {
        return work.records(topic) == 0
                ? Size.NOTHING
                : new Size(1, work.of(topic).bytesEach());
    }

    /** How likely a user's or chat's home is another shard than a given one. */
    private double elsewhere() {
        return 1 - 1 / shards;
    }
}
