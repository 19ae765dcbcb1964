package io.parley.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.client.ClientFrame;
import io.parley.client.Pages;
import io.parley.client.Rest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * What users ask for again and again, timed at two sizes of what they have behind them: it must cost the same. What it
 * took to get there is not part of it.
 */
final class GrowthRow implements Row {

    private static final int TIMES = 200;
    private static final int WARM = 50;
    private static final int AT_ONCE = 16;
    private static final int PAGE = 50;
    private static final String RARE = "a rare word: Quendelblüte";

    /** Makes a past of this size, and says what to ask then. */
    private interface Making {
        Map<String, Callable<?>> of(Bench bench, int size) throws IOException, InterruptedException;
    }

    private final String name;
    private final List<Integer> sizes;
    private final Making past;

    private GrowthRow(String name, List<Integer> sizes, Making past) {
        this.name = name;
        this.sizes = sizes;
        this.past = past;
    }

    /** A user with many chats. */
    static GrowthRow chats(Options options) {
        return new GrowthRow("a user's chats", options.chats, GrowthRow::manyChats);
    }

    /** A chat with many messages. */
    static GrowthRow history(Options options) {
        return new GrowthRow("a chat's messages", options.history, GrowthRow::longHistory);
    }

    @Override
    public List<Outcome> run(Bench bench) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (int size : sizes) {
            outcomes.add(time(size, past.of(bench, size)));
        }
        return outcomes;
    }

    private static Map<String, Callable<?>> manyChats(Bench bench, int size) throws IOException, InterruptedException {
        Arrivals arrivals = new Arrivals(1);
        List<Visitor> people = IdleRow.visitors(bench, arrivals, size + 1);
        Rest rest = ReturnRow.rest(bench, people.get(0));
        List<Callable<String>> creations = new ArrayList<>();
        for (Visitor other : people.subList(1, size + 1)) {
            creations.add(() -> rest.createDirect(other.id()).chatId());
        }
        String chat = all(creations).get(size / 2);
        ReturnRow.say(rest, chat, RARE);
        Visitor there = people.get(0);
        Map<String, Callable<?>> asked = new TreeMap<>();
        asked.put("first page of chats", () -> rest.chats(null, PAGE, null));
        asked.put("send a message", sending(rest, chat));
        asked.put("search for a rare word", searching(rest, ""));
        asked.put("connect and be greeted", () -> {
            double seconds = arrivals.await(bench, List.of(there), bench.target()::edge);
            there.drop();
            return seconds;
        });
        return asked;
    }

    private static Map<String, Callable<?>> longHistory(Bench bench, int size)
            throws IOException, InterruptedException {
        List<Visitor> two = IdleRow.visitors(bench, new Arrivals(1), 2);
        Rest rest = ReturnRow.rest(bench, two.get(0));
        String chat = rest.createDirect(two.get(1).id()).chatId();
        String first = ReturnRow.say(rest, chat, RARE).msgId();
        int half = size / 2;
        Past.say(bench, two.get(0), chat, half - 1, half);
        String middle = ReturnRow.say(rest, chat, "half of it").msgId();
        Past.say(bench, two.get(0), chat, size - half - 1, size);
        Pages.Messages newest = rest.messages(chat, "before", null, PAGE, null);
        String oldOnThePage =
                newest.messages().get(newest.messages().size() - 1).msgId();
        Map<String, Callable<?>> asked = new TreeMap<>();
        asked.put("newest page", () -> rest.messages(chat, "before", null, PAGE, null));
        asked.put("a page from the middle", () -> rest.messages(chat, "around", middle, PAGE, null));
        asked.put("the oldest page", () -> rest.messages(chat, "after", first, PAGE, null));
        asked.put("search for the oldest", searching(rest, "&chat_id=" + chat));
        asked.put("the page before it", () -> rest.messages(chat, "before", oldOnThePage, PAGE, null));
        asked.put("send a message", sending(rest, chat));
        asked.put("first page of chats", () -> rest.chats(null, PAGE, null));
        return asked;
    }

    private static Callable<?> sending(Rest rest, String chat) {
        return () -> rest.send(ClientFrame.Send.text(chat, "t" + System.nanoTime(), "and now"));
    }

    private static Callable<?> searching(Rest rest, String where) {
        return () -> {
            Rest.Answer answer =
                    rest.call("GET", "search?q=Quendelbl%C3%BCte" + where, null).orThrow();
            if (answer.body().path("results").size() != 1) {
                throw new IOException("a word that was said once was found so often: " + answer.body());
            }
            return answer;
        };
    }

    private static <T> List<T> all(List<Callable<T>> calls) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE, work -> new Thread(work, "past"));
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : pool.invokeAll(calls)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IOException("the past could not be made", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private Outcome time(int size, Map<String, Callable<?>> asked) throws IOException {
        StringBuilder table = new StringBuilder(Figures.line("%s: %d", name, size)).append(Figures.head());
        ObjectNode json = Figures.json().put("workload", name).put("size", size).put("violations", 0);
        for (Map.Entry<String, Callable<?>> one : asked.entrySet()) {
            Histogram micros = timed(one.getValue());
            table.append(Figures.latency(one.getKey(), micros));
            json.set(one.getKey().replace(' ', '_') + "_ms", Figures.percentiles(micros));
        }
        return new Outcome(table.toString(), json, 0);
    }

    private static Histogram timed(Callable<?> call) throws IOException {
        Histogram micros = new Histogram(Figures.LONGEST, 3);
        try {
            for (int i = -WARM; i < TIMES; i++) {
                long start = System.nanoTime();
                call.call();
                if (i >= 0) {
                    Figures.record(micros, System.nanoTime() - start);
                }
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("a call failed", e);
        }
        return micros;
    }
}
