package io.parley.bench;

import io.parley.client.Message;
import io.parley.client.Rest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Makes the past of a chat: one user says many messages over a socket as fast as acks come, so many of them
 * unacknowledged. It is no part of what is measured; a past that is not whole ends the run.
 */
final class Past {

    /** Messages that may be on their way at once. */
    static final int UNACKNOWLEDGED = 512;

    /** Messages after which the tables are waited for: they take fewer a second than the log, and are at most so far behind. */
    static final int ROUND = 50_000;

    private static final int TENTHS = 10;

    private final Ledger ledger;
    private final int count;
    private final Patience patience;

    Past(Ledger ledger, int count, Duration patience) {
        this.ledger = ledger;
        this.count = count;
        this.patience = new Patience(patience, System.nanoTime());
    }

    /** So many messages, and the {@code chat_seq} of the last of them. */
    record Round(int count, long chatSeq) {}

    /** Says so many messages in this chat, and waits until REST has its last one, which is then this {@code chat_seq}. */
    static void say(Bench bench, Visitor speaker, String chatId, int count, long chatSeq)
            throws IOException, InterruptedException {
        for (Round round : rounds(count, chatSeq)) {
            sayRound(bench, speaker, chatId, round);
        }
    }

    static List<Round> rounds(int count, long chatSeq) {
        List<Round> rounds = new ArrayList<>();
        for (int left = count; left > 0; left -= ROUND) {
            int round = Math.min(left, ROUND);
            rounds.add(new Round(round, chatSeq - left + round));
        }
        return rounds;
    }

    private static void sayRound(Bench bench, Visitor speaker, String chatId, Round round)
            throws IOException, InterruptedException {
        CountDownLatch greeted = new CountDownLatch(1);
        User user = new User(speaker.id(), bench.target().secret(), false, greeted);
        Ledger ledger = new Ledger(round.count(), 0);
        user.counts(ledger, bench.fresh() + "-m");
        user.connect(bench.loop(), bench.target().edge(0));
        if (!greeted.await(Patience.USUAL.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException(speaker.id() + " was not greeted");
        }
        new Past(ledger, round.count(), Patience.USUAL).say(number -> user.send(chatId, number, "number " + number));
        user.leave();
        Rest rest = ReturnRow.rest(bench, speaker);
        Patience.await("what REST has of the chat", round.chatSeq(), () -> newest(rest, chatId));
    }

    private static long newest(Rest rest, String chatId) throws IOException, InterruptedException {
        List<Message> page = rest.messages(chatId, "before", null, 1, null).messages();
        return page.isEmpty() ? 0 : page.get(0).chatSeq();
    }

    void say(IntConsumer send) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (int number = 0; number < count; number++) {
            awaitUnacknowledged(number, UNACKNOWLEDGED - 1);
            ledger.sent(number, System.nanoTime(), 0);
            send.accept(number);
            tell(number + 1, start);
        }
        awaitUnacknowledged(count, 0);
        if (ledger.doubles() + ledger.disorders() > 0) {
            throw new IOException("the past came to its own sender with " + ledger.doubles() + " doubled and "
                    + ledger.disorders() + " out of order");
        }
    }

    private void awaitUnacknowledged(int sent, int most) throws IOException, InterruptedException {
        requireNoErrors(sent);
        for (long open = ledger.unacked(sent); open > most; open = ledger.unacked(sent)) {
            requireNoErrors(sent);
            if (patience.isOver(sent - open, System.nanoTime())) {
                throw new IOException("the past stands still: " + open + " of " + sent + " are not acknowledged");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void requireNoErrors(int sent) throws IOException {
        if (!ledger.errors().isEmpty()) {
            throw new IOException("the past broke after " + sent + " of " + count + ": " + ledger.errors());
        }
    }

    /** A tenth that fits into what may be on its way tells nothing. */
    private void tell(int sent, long start) {
        if (count / TENTHS >= UNACKNOWLEDGED && (long) sent * TENTHS / count > (long) (sent - 1) * TENTHS / count) {
            double seconds = (System.nanoTime() - start) / 1e9;
            long acknowledged = sent - ledger.unacked(sent);
            System.out.printf(
                    "  %10d of %d messages said, %.0f a second acknowledged%n", sent, count, acknowledged / seconds);
        }
    }
}
