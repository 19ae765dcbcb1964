package io.parley.bench;

import io.parley.client.Chat;
import io.parley.client.Message;
import io.parley.client.Pages;
import io.parley.client.Rest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/**
 * One user who comes back with the same {@code since} as often as is asked, and does each time what the contract says:
 * each stage is timed from setting out, and what comes is held against what must.
 */
final class Homecoming {

    private static final int CHATS = 200;
    private static final int PAGE = 50;
    private static final int EXAMPLES = 5;

    private final Bench bench;
    private final String user;
    private final Missed missed;
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<String, Histogram> micros = new LinkedHashMap<>();
    private int resumed;

    Homecoming(Bench bench, String user, Missed missed) {
        this.bench = bench;
        this.user = user;
        this.missed = missed;
    }

    void comeBack(boolean timed) throws IOException, InterruptedException {
        Door door = new Door(wrong);
        Visitor visitor = new Visitor(user, bench.target().secret(), door);
        visitor.hasSeen(missed.since());
        Clock clock = new Clock(timed, System.nanoTime());
        visitor.connect(bench.loop(), bench.target().edge(0));
        Visitor.Greeting greeting = within(door.greeted);
        clock.at("greeted", greeting.nanos());
        wrong.addAll(missed.wrongIn(greeting));
        if (greeting.resumed()) {
            clock.at("all events there", within(door.caughtUp));
            resumed += timed ? 1 : 0;
        } else {
            fetch(ReturnRow.rest(bench, visitor), greeting.head(), clock);
        }
        visitor.drop();
    }

    /** What REST says in the end must be right for whoever was resumed, too; the others have looked. */
    void checkAtRest() throws IOException, InterruptedException {
        if (resumed == 0) {
            return;
        }
        Visitor visitor = new Visitor(user, bench.target().secret(), new Door(wrong));
        fetch(ReturnRow.rest(bench, visitor), missed.since() + missed.events(), new Clock(false, System.nanoTime()));
    }

    private void fetch(Rest rest, long head, Clock clock) throws IOException, InterruptedException {
        List<Chat> chats = chats(rest, head);
        clock.at("chats fetched", System.nanoTime());
        Map<String, List<Message>> pages = new LinkedHashMap<>();
        for (Chat chat : chats) {
            if (chat.unread() > 0) {
                pages.put(
                        chat.chatId(),
                        rest.messages(chat.chatId(), "before", null, PAGE, head).messages());
            }
        }
        clock.at("newest pages fetched", System.nanoTime());
        wrong.addAll(missed.wrongIn(chats));
        pages.forEach((chat, page) -> wrong.addAll(missed.wrongIn(chat, page, PAGE)));
    }

    private static List<Chat> chats(Rest rest, long minSeq) throws IOException, InterruptedException {
        Pages.Chats page = rest.chats(null, CHATS, minSeq);
        List<Chat> all = new ArrayList<>(page.chats());
        while (page.nextCursor() != null) {
            page = rest.chats(page.nextCursor(), CHATS, minSeq);
            all.addAll(page.chats());
        }
        return all;
    }

    /** By stage, in order. */
    Map<String, Histogram> micros() {
        return micros;
    }

    int resumed() {
        return resumed;
    }

    long violations() {
        return wrong.size();
    }

    List<String> examples() {
        return wrong.stream().distinct().limit(EXAMPLES).toList();
    }

    private <T> T within(CompletableFuture<T> coming) throws IOException, InterruptedException {
        try {
            return coming.get(Patience.USUAL.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(user + " did not come back: " + examples(), e);
        }
    }

    /** Stages of one return. */
    private final class Clock {
        private final boolean counts;
        private final long start;

        Clock(boolean counts, long start) {
            this.counts = counts;
            this.start = start;
        }

        void at(String stage, long nanos) {
            if (counts) {
                Figures.record(micros.computeIfAbsent(stage, any -> new Histogram(Figures.LONGEST, 3)), nanos - start);
            }
        }
    }

    /** Where one return is heard of. */
    private static final class Door implements Visitor.Watcher {
        private final CompletableFuture<Visitor.Greeting> greeted = new CompletableFuture<>();
        private final CompletableFuture<Long> caughtUp = new CompletableFuture<>();
        private final Queue<String> wrong;

        Door(Queue<String> wrong) {
            this.wrong = wrong;
        }

        @Override
        public void greeted(Visitor.Greeting greeting) {
            greeted.complete(greeting);
        }

        @Override
        public void caughtUp(long nanos) {
            caughtUp.complete(nanos);
        }

        @Override
        public void broken(String what) {
            wrong.add(what);
            IOException failure = new IOException(what);
            greeted.completeExceptionally(failure);
            caughtUp.completeExceptionally(failure);
        }
    }
}
