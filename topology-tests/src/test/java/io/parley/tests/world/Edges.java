package io.parley.tests.world;

import io.parley.avro.ChatCommand;
import io.parley.avro.Delivery;
import io.parley.avro.EventDelivery;
import io.parley.avro.FactsNeeded;
import io.parley.avro.Lease;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageFacts;
import io.parley.avro.Reply;
import io.parley.avro.SessionClosed;
import io.parley.avro.SessionEvent;
import io.parley.avro.SessionReplaced;
import io.parley.avro.SessionStarted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Edges as the architecture has them, without sockets: each holds a slot under an epoch, drops what carries another one,
 * gives replies to who asked and events to the started connections of their users.
 */
public final class Edges {
    public static final int COUNT = 2;

    private final World world;
    private final long[] epochs = new long[COUNT];
    private final Map<Long, Connection> connections = new HashMap<>();
    private final Map<Long, Reply> replies = new HashMap<>();
    private final List<Delivery> dropped = new ArrayList<>();
    private long lastConnection;

    Edges(World world) {
        this.world = world;
        for (int slot = 0; slot < COUNT; slot++) {
            restart(slot);
        }
    }

    /** A new holder of the slot: what the old one held is gone, and nobody says goodbye. */
    public void restart(int slot) {
        epochs[slot]++;
        connections.values().stream()
                .filter(connection -> connection.slot() == slot && connection.isOpen())
                .forEach(Connection::lose);
        renew(slot, false);
    }

    /** The holder gives the slot back. */
    public void release(int slot) {
        renew(slot, true);
    }

    private void renew(int slot, boolean released) {
        world.lease(Lease.newBuilder()
                .setSlot(slot)
                .setEpoch(epochs[slot])
                .setEdge("edge-" + slot)
                .setRenewedAt(world.now())
                .setReleased(released)
                .build());
    }

    public long epoch(int slot) {
        return epochs[slot];
    }

    /** Opens a connection; it hears nothing until talk has answered. */
    public Connection open(int slot, String user, String device, @Nullable Long since, @Nullable String name) {
        Connection connection = new Connection(++lastConnection, slot, epochs[slot], user, device, since, acceptedAt());
        connections.put(connection.id(), connection);
        world.offer(connection.opened(world.now(), name));
        return connection;
    }

    private long acceptedAt() {
        return world.now().toEpochMilli() * 1000 + lastConnection;
    }

    /** The socket closes, and the edge says so. */
    public void close(Connection connection, String reason) {
        connection.lose();
        SessionEvent closed = connection.event(world.now(), "closed", new SessionClosed(reason));
        world.offer(closed);
    }

    public Optional<Reply> reply(long request) {
        return Optional.ofNullable(replies.get(request));
    }

    /** What was written for a holder that is no more. */
    public List<Delivery> dropped() {
        return dropped;
    }

    void deliver(int slot, Delivery delivery) {
        if (delivery.getEpoch() != epochs[slot]) {
            dropped.add(delivery);
            return;
        }
        for (Object entry : delivery.getEntries()) {
            if (entry instanceof Reply reply) {
                answer(slot, reply);
            } else if (entry instanceof EventDelivery event) {
                hear(slot, event);
            } else if (entry instanceof SessionStarted started) {
                connection(slot, started.getConnection()).start(started.getSeq(), started.getResumed());
            } else if (entry instanceof SessionReplaced replaced) {
                replace(connection(slot, replaced.getConnection()));
            }
        }
    }

    private void replace(Connection connection) {
        connection.replace();
        world.offer(connection.event(world.now(), "closed", new SessionClosed("replaced")));
    }

    private void hear(int slot, EventDelivery event) {
        Long only = event.getConnection();
        event.getRecipients().forEach(recipient -> connections.values().stream()
                .filter(connection -> connection.slot() == slot && connection.isOpen())
                .filter(connection -> connection.user().equals(recipient.getUser()))
                .filter(connection -> only == null || only == connection.id())
                .forEach(connection -> connection.hear(Heard.of(event, recipient))));
    }

    private void answer(int slot, Reply reply) {
        if (reply.getOrigin().getSlot() != slot) {
            throw new IllegalStateException("a reply for another edge: " + reply);
        }
        if (reply.getResult() instanceof FactsNeeded needed) {
            world.offer(ChatCommand.newBuilder(needed.getCommand())
                    .setFacts(lookUp(needed.getMsgId()))
                    .build());
            return;
        }
        Reply before = replies.put(reply.getOrigin().getRequest(), reply);
        if (before != null) {
            throw new IllegalStateException("answered twice: " + before + " and " + reply);
        }
    }

    /** What the tables would say of a message. */
    private MessageFacts lookUp(String msgId) {
        Optional<Message> message = world.log().message(msgId);
        boolean deleted = world.log().messages().stream()
                .map(MessageFact::getFact)
                .anyMatch(fact ->
                        fact instanceof MessageDeleted gone && gone.getMsgId().equals(msgId));
        return MessageFacts.newBuilder()
                .setMsgId(msgId)
                .setFound(message.isPresent())
                .setChatSeq(message.map(Message::getChatSeq).orElse(0L))
                .setSender(message.map(Message::getSender).orElse(null))
                .setDeleted(deleted)
                .setMentions(mentions(msgId))
                .build();
    }

    private List<String> mentions(String msgId) {
        List<String> mentions =
                world.log().message(msgId).map(Message::getMentions).orElse(List.of());
        for (MessageFact fact : world.log().messages()) {
            if (fact.getFact() instanceof MessageEdited edited
                    && edited.getMsgId().equals(msgId)) {
                mentions = edited.getMentions();
            }
        }
        return mentions;
    }

    private Connection connection(int slot, long id) {
        Connection connection = connections.get(id);
        if (connection == null || connection.slot() != slot) {
            throw new IllegalStateException("edge " + slot + " has no connection " + id);
        }
        return connection;
    }
}
