package io.parley.topology.chat;

import io.parley.avro.state.Sender;
import io.parley.avro.state.ToldStatus;
import io.parley.topology.chat.StatusLine.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sender has not been told yet. Of the newest message every change is told; of older ones only that more of them
 * are read by all, or delivered to all. What is told of a message holds for all before it, so one message of each status
 * is enough, and what was told of those before it is forgotten.
 */
final class Owed {
    private final String user;
    private final Sender sender;
    private final Standing standing;
    private final Sent sent;

    /** The sender's newest message between two stamps, their very newest excepted; 0 when there is none. */
    @FunctionalInterface
    interface Sent {
        long newest(long from, long to);
    }

    Owed(String user, Sender sender, Standing standing, Sent sent) {
        this.user = user;
        this.sender = sender;
        this.standing = standing;
        this.sent = sent;
    }

    /** At most one line of each status. */
    List<StatusLine> lines() {
        StatusLine newest = standing.at(user, sender.getNewest());
        List<StatusLine> lines = new ArrayList<>();
        long covered = covered(sender.getRead());
        if (newest.status() != Status.READ) {
            covered = older(lines, covered, true);
        }
        if (newest.status() == Status.SENT) {
            older(lines, Math.max(covered, covered(sender.getDelivered())), false);
        }
        if (isNews(newest)) {
            lines.add(newest);
        }
        return lines;
    }

    /** Adds the line of the newest older message that all have, when it is newer than what is covered already. */
    private long older(List<StatusLine> lines, long covered, boolean read) {
        long from = covered + 1;
        long at = standing.reached(user, sender.getNewest() - 1, read);
        while (at >= from) {
            long message = sent.newest(from, at);
            if (message == 0) {
                return covered;
            }
            at = standing.reached(user, message, read);
            if (at == message) {
                lines.add(standing.at(user, message));
                return message;
            }
        }
        return covered;
    }

    /** That nobody has a message yet was said by its ack. */
    private boolean isNews(StatusLine newest) {
        return switch (newest.status()) {
            case READ -> !newest.is(sender.getRead());
            case DELIVERED -> !newest.is(sender.getDelivered());
            case SENT -> !newest.is(sender.getSent()) && (newest.deliveredBy() > 0 || isTold(newest.message()));
        };
    }

    private boolean isTold(long message) {
        return messageOf(sender.getRead()) == message
                || messageOf(sender.getDelivered()) == message
                || messageOf(sender.getSent()) == message;
    }

    /** The line whose turn it is: in the order of the statuses, the one that was told last comes last. */
    static StatusLine next(List<StatusLine> lines, @Nullable String last) {
        boolean after = false;
        for (Status status : Status.values()) {
            for (StatusLine line : lines) {
                if (after && line.status() == status) {
                    return line;
                }
            }
            after |= status.word().equals(last);
        }
        return lines.get(0);
    }

    /** The sender once they are told this: it outdates what was told of older messages, and more told of this one. */
    static Sender told(Sender before, StatusLine line) {
        long message = line.message();
        ToldStatus told = line.toTold();
        ToldStatus read = unless(before.getRead(), message);
        ToldStatus delivered = unless(before.getDelivered(), message);
        ToldStatus sent = keepAbove(before.getSent(), message);
        return switch (line.status()) {
            case READ ->
                new Sender(
                        before.getNewest(), told, keepAbove(before.getDelivered(), message), sent, Status.READ.word());
            case DELIVERED -> new Sender(before.getNewest(), read, told, sent, Status.DELIVERED.word());
            case SENT -> new Sender(before.getNewest(), read, delivered, told, Status.SENT.word());
        };
    }

    /**
     * What was told, taken back when it was told of this message: somebody came back who counts and lacks it. Its place
     * is kept, so that the same is never told of an older message after a newer one.
     */
    private static @Nullable ToldStatus unless(@Nullable ToldStatus told, long message) {
        return told == null || told.getMessage() < message ? told : new ToldStatus(told.getMessage(), 0, 0, 0);
    }

    private static @Nullable ToldStatus keepAbove(@Nullable ToldStatus told, long message) {
        return messageOf(told) > message ? told : null;
    }

    /** All messages up to this one need not be told any more. */
    static long covered(@Nullable ToldStatus told) {
        if (told != null && told.getOf() == 0) {
            return told.getMessage() - 1;
        }
        return messageOf(told);
    }

    private static long messageOf(@Nullable ToldStatus told) {
        return told == null ? 0 : told.getMessage();
    }
}
