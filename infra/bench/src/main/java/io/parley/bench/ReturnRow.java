package io.parley.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.client.ClientFrame;
import io.parley.client.Message;
import io.parley.client.Rest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Many drop at once as when a network breaks, miss some messages, and come back with {@code since}: how long until each
 * has everything, and whether anything is missing.
 */
final class ReturnRow implements Row {

    private static final int GROUP = 500;

    private final String name;
    private final int count;
    private final List<Integer> missed;

    ReturnRow(String name, int count, List<Integer> missed) {
        this.name = name;
        this.count = count;
        this.missed = missed;
    }

    @Override
    public List<Outcome> run(Bench bench) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (int messages : missed) {
            outcomes.add(run(bench, messages));
        }
        return outcomes;
    }

    private Outcome run(Bench bench, int messages) throws IOException, InterruptedException {
        Arrivals arrivals = new Arrivals(bench.options().window);
        List<Visitor> visitors = IdleRow.visitors(bench, arrivals, count);
        List<String> chats = groups(bench, visitors);
        arrivals.await(bench, visitors, bench.target()::edge);
        visitors.forEach(Visitor::drop);
        for (int message = 0; message < messages; message++) {
            for (int group = 0; group < chats.size(); group++) {
                say(rest(bench, visitors.get(group * GROUP)), chats.get(group), "while you were away " + message);
            }
        }
        double seconds = arrivals.await(bench, visitors, bench.target()::edge);
        visitors.forEach(Visitor::drop);
        String table = Figures.line(
                        "%s: %d users who each missed %d messages come back; the last has everything after %.2f s",
                        name, count, messages, seconds)
                + Figures.head()
                + Figures.latency("from when all set out", arrivals.micros())
                + (arrivals.violations() == 0 ? "" : Figures.line("  broken: %s", arrivals.examples()));
        ObjectNode json = Figures.json()
                .put("workload", name)
                .put("users", count)
                .put("missed", messages)
                .put("all_caught_up_s", seconds)
                .put("violations", arrivals.violations());
        json.set("caught_up_ms", Figures.percentiles(arrivals.micros()));
        return new Outcome(table, json, arrivals.violations());
    }

    private List<String> groups(Bench bench, List<Visitor> visitors) throws IOException, InterruptedException {
        List<String> chats = new ArrayList<>();
        for (int from = 0; from < visitors.size(); from += GROUP) {
            List<Visitor> members = visitors.subList(from, Math.min(visitors.size(), from + GROUP));
            List<String> others = members.stream().skip(1).map(Visitor::id).toList();
            Visitor owner = members.get(0);
            chats.add(rest(bench, owner)
                    .createGroup("bench", others, owner.id() + "-g")
                    .chatId());
        }
        return chats;
    }

    static Rest rest(Bench bench, Visitor visitor) {
        return new Rest(bench.http(), bench.target().edge(0), visitor::token);
    }

    static Message say(Rest rest, String chatId, String words) throws IOException, InterruptedException {
        String id = UUID.nameUUIDFromBytes((chatId + words).getBytes(StandardCharsets.UTF_8))
                .toString();
        return rest.send(ClientFrame.Send.text(chatId, id, words));
    }
}
