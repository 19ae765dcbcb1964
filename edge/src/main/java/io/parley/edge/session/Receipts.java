package io.parley.edge.session;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.parley.avro.ChatCommand;
import io.parley.avro.Mark;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.edge.bus.SessionBus;
import io.parley.ids.ChatIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Receipts on their way to the log. Those of one chat that come within a moment go together, as one raw event: the members
 * of a group answer a message all at once, who has a direct chat open says {@code delivered} and {@code read} in one
 * breath, and an event each would cost more than the message. In groups they come as the {@link ReceiptGate} lets them.
 * What is sent to the chat meanwhile goes after them.
 */
final class Receipts {
    /**
     * A receipt.
     *
     * @param onFailure tells who gave it that the log did not take it
     * @param trace of the frame: the event goes on with that of its first
     */
    record Receipt(ChatCommand command, Runnable onFailure, Context trace) {}

    private final SessionBus bus;
    private final ReceiptGate<Receipt> gate;
    private final int together;
    private final int max;
    private final Map<String, List<Receipt>> passed = new LinkedHashMap<>();
    private int waiting;

    /**
     * @param together most that one event takes
     * @param max most that wait for their moment; beyond it receipts go alone
     */
    Receipts(SessionBus bus, ReceiptGate<Receipt> gate, int together, int max) {
        this.bus = bus;
        this.gate = gate;
        this.together = together;
        this.max = max;
    }

    void take(ChatCommand command, Runnable onFailure, long now) {
        Receipt receipt = new Receipt(command, onFailure, Context.current());
        boolean direct = ChatIds.isDirect(command.getChatId());
        boolean passes = direct || gate.passes(key(command), msgId(command), receipt, now);
        if (passes && !waits(receipt)) {
            bus.send(command, onFailure);
        }
    }

    private synchronized boolean waits(Receipt receipt) {
        if (waiting >= max) {
            return false;
        }
        add(receipt);
        return true;
    }

    private void add(Receipt receipt) {
        waiting++;
        passed.computeIfAbsent(receipt.command().getChatId(), chat -> new ArrayList<>())
                .add(receipt);
    }

    /** To be called several times a second: lets pass whose interval is over; all when {@code everything} is wanted. */
    synchronized void open(long now, boolean everything) {
        gate.due(now, everything).forEach(this::add);
    }

    /** To be called once a moment: writes what has passed since. */
    synchronized void send() {
        passed.values().forEach(this::send);
        passed.clear();
        waiting = 0;
    }

    /** Writes what has passed in a chat: something else is about to be sent there. */
    synchronized void sendBefore(String chatId) {
        List<Receipt> first = passed.remove(chatId);
        if (first != null) {
            waiting -= first.size();
            send(first);
        }
    }

    private void send(List<Receipt> ofChat) {
        for (int from = 0; from < ofChat.size(); from += together) {
            List<Receipt> some = List.copyOf(ofChat.subList(from, Math.min(from + together, ofChat.size())));
            ChatCommand command = some.get(0).command();
            if (some.size() > 1) {
                command.setMoreMarks(some.stream()
                        .skip(1)
                        .map(receipt -> mark(receipt.command()))
                        .toList());
            }
            try (Scope trace = some.get(0).trace().makeCurrent()) {
                bus.send(
                        command,
                        () -> some.forEach(receipt -> receipt.onFailure().run()));
            }
        }
    }

    private static ReceiptGate.Key key(ChatCommand command) {
        return new ReceiptGate.Key(command.getUser(), command.getChatId(), isRead(command));
    }

    private static Mark mark(ChatCommand command) {
        return new Mark(command.getUser(), command.getOrigin(), msgId(command), isRead(command));
    }

    private static boolean isRead(ChatCommand command) {
        return command.getCommand() instanceof MarkRead;
    }

    private static String msgId(ChatCommand command) {
        Object mark = command.getCommand();
        return mark instanceof MarkRead read ? read.getMsgId() : ((MarkDelivered) mark).getMsgId();
    }
}
