package io.parley.topology.inbox;

import io.parley.avro.Cause;
import io.parley.avro.Delivery;
import io.parley.avro.EventDelivery;
import io.parley.avro.EventRecipient;
import io.parley.avro.Origin;
import io.parley.avro.Reply;
import io.parley.avro.SessionRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What one input has for the edges, in order: one record for each edge, its events once for all of the users on it. A
 * replay begins records of its own, so that none grows over its bound.
 */
final class Deliveries {

    /** A slot under the epoch of who holds it: another holder drops what is not meant for it. */
    record Edge(int slot, long epoch) {
        static Edge of(SessionRef session) {
            return new Edge(session.getSlot(), session.getEpoch());
        }
    }

    private final Map<Edge, List<List<Object>>> entries = new LinkedHashMap<>();

    void reply(Reply reply, InboxView view) {
        Origin origin = reply.getOrigin();
        if (!view.isDead(origin.getSlot(), origin.getEpoch())) {
            add(new Edge(origin.getSlot(), origin.getEpoch()), reply);
        }
    }

    void event(String chatId, Object event, Map<Edge, List<EventRecipient>> recipients) {
        recipients.forEach((edge, users) -> add(edge, new EventDelivery(chatId, event, users, null)));
    }

    void add(Edge edge, Object entry) {
        List<List<Object>> records = entries.computeIfAbsent(edge, first -> new ArrayList<>());
        if (records.isEmpty()) {
            records.add(new ArrayList<>());
        }
        records.get(records.size() - 1).add(entry);
    }

    /** What follows for the edge goes into the next record. */
    void nextRecord(Edge edge) {
        entries.computeIfAbsent(edge, first -> new ArrayList<>()).add(new ArrayList<>());
    }

    void forEach(Cause cause, BiConsumer<Integer, Delivery> consumer) {
        entries.forEach((edge, records) -> records.stream()
                .filter(record -> !record.isEmpty())
                .forEach(record -> consumer.accept(edge.slot(), new Delivery(edge.epoch(), cause, record))));
    }

    /** Recipients by edge, in the order of slots. */
    static Map<Edge, List<EventRecipient>> byEdge() {
        return new TreeMap<>(Comparator.comparingInt(Edge::slot).thenComparingLong(Edge::epoch));
    }
}
