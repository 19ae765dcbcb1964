package io.parley.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.client.Rest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody was away while many messages came in one chat and a few in others, and comes back with an old {@code since},
 * again and again: how long until all is there that the contract asks for, and whether it is right. While the stream
 * reaches back that is the events; beyond it, the list of chats and the newest page of each with something unread, and
 * that must cost the same however long it was.
 */
final class AwayRow implements Row {

    private static final int RETURNS = 50;
    private static final int WARM = 10;
    private static final int OTHERS = 20;
    private static final int FEW = 3;

    private final List<Integer> sizes;

    AwayRow(List<Integer> sizes) {
        this.sizes = sizes;
    }

    @Override
    public List<Outcome> run(Bench bench) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (int size : sizes) {
            outcomes.add(run(bench, size));
        }
        return outcomes;
    }

    private static Outcome run(Bench bench, int size) throws IOException, InterruptedException {
        Arrivals arrivals = new Arrivals(1);
        List<Visitor> people = IdleRow.visitors(bench, arrivals, OTHERS + 2);
        Visitor absent = people.get(0);
        List<Visitor> others = people.subList(1, people.size());
        List<String> chats = chats(bench, absent, others);
        arrivals.await(bench, List.of(absent), bench.target()::edge);
        absent.drop();
        Missed missed = miss(bench, absent, others, chats, size);
        Homecoming homecoming = new Homecoming(bench, absent.id(), missed);
        for (int i = -WARM; i < RETURNS; i++) {
            homecoming.comeBack(i >= 0);
        }
        homecoming.checkAtRest();
        return outcome(size, missed, homecoming);
    }

    private static List<String> chats(Bench bench, Visitor absent, List<Visitor> others)
            throws IOException, InterruptedException {
        Rest rest = ReturnRow.rest(bench, absent);
        List<String> chats = new ArrayList<>();
        for (Visitor other : others) {
            chats.add(rest.createDirect(other.id()).chatId());
        }
        return chats;
    }

    /** The first of the others says what makes the size; the rest a few words each. */
    private static Missed miss(Bench bench, Visitor absent, List<Visitor> others, List<String> chats, int size)
            throws IOException, InterruptedException {
        Map<String, Integer> messages = new LinkedHashMap<>();
        for (int i = 1; i < others.size(); i++) {
            for (int message = 0; message < FEW; message++) {
                ReturnRow.say(ReturnRow.rest(bench, others.get(i)), chats.get(i), "where are you? " + message);
            }
            messages.put(chats.get(i), FEW);
        }
        Past.say(bench, others.get(0), chats.get(0), size, size);
        messages.put(chats.get(0), size);
        Missed missed = new Missed(absent.seq(), messages);
        Rest rest = ReturnRow.rest(bench, absent);
        Patience.await("the list of chats", missed.since() + missed.events(), () -> rest.chats(null, 1, null)
                .asOf());
        return missed;
    }

    private static Outcome outcome(int size, Missed missed, Homecoming homecoming) {
        StringBuilder table = new StringBuilder(Figures.line(
                        "away: %d messages in one chat, %d others with %d each; back %d times, %d resumed; violations %d",
                        size, OTHERS, FEW, RETURNS, homecoming.resumed(), homecoming.violations()))
                .append(Figures.head());
        ObjectNode json = Figures.json()
                .put("workload", "away")
                .put("messages", size)
                .put("missed", missed.events())
                .put("returns", RETURNS)
                .put("resumed", homecoming.resumed())
                .put("violations", homecoming.violations());
        homecoming.micros().forEach((stage, micros) -> {
            table.append(Figures.latency(stage, micros));
            json.set(stage.replace(' ', '_') + "_ms", Figures.percentiles(micros));
        });
        if (homecoming.violations() > 0) {
            table.append(Figures.line("  broken: %s", homecoming.examples()));
        }
        return new Outcome(table.toString(), json, homecoming.violations());
    }
}
