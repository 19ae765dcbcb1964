package io.parley.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How large the workloads are; every figure has a default that runs on a laptop. */
final class Options {

    @Option(names = "--rate", description = "One-to-one messages a second.", defaultValue = "300")
    double rate;

    @Option(names = "--pairs", description = "Pairs of users that talk one to one.", defaultValue = "100")
    int pairs;

    @Option(names = "--group-rate", description = "Messages a second to all groups together.", defaultValue = "5")
    double groupRate;

    @Option(names = "--size", description = "Members of a group, 2 to 500.", defaultValue = "500")
    int size;

    @Option(names = "--groups", description = "How many groups.", defaultValue = "1")
    int groups;

    @Option(
            names = "--receipts",
            negatable = true,
            fallbackValue = "true",
            defaultValue = "true",
            description = "One to one: every message is answered with delivered and read.")
    boolean receipts;

    @Option(
            names = "--group-receipts",
            description = "Groups: every member answers every message with delivered and read.")
    boolean groupReceipts;

    @Option(names = "--seconds", description = "How long is measured.", defaultValue = "60")
    int seconds;

    @Option(
            names = "--warm-up",
            description = "Seconds before, from a tenth of the rate up to the whole; 480 for figures to publish.",
            defaultValue = "30")
    int warmUp;

    @Option(
            names = "--floor",
            description = "After one-to-one and group: the same records through bare clients, and the ratios.")
    boolean floor;

    @Option(
            names = "--p99",
            description = "capacity: milliseconds within which 99 of 100 messages must arrive.",
            defaultValue = "200")
    int p99;

    @Option(names = "--probe", description = "capacity: seconds that one rate is tried.", defaultValue = "15")
    int probe;

    @Option(
            names = "--connections",
            description = "idle: connections to hold; a process may open 20,000 descriptors on most machines.",
            defaultValue = "18000")
    int connections;

    @Option(
            names = "--window",
            description = "idle, storm, come-back: upgrades that may be under way at once.",
            defaultValue = "256")
    int window;

    @Option(
            names = "--users",
            description = "storm: connections that drop at once and come back.",
            defaultValue = "5000")
    int users;

    @Option(
            names = "--away",
            description = "come-back: users that were away, each with messages that it missed.",
            defaultValue = "250")
    int away;

    @Option(
            names = "--missed",
            split = ",",
            description = "come-back: messages that each missed; one outcome a number.",
            defaultValue = "20,1000")
    List<Integer> missed = new ArrayList<>();

    @Option(
            names = "--chats",
            split = ",",
            description = "chats: chats that a user has; one outcome a number.",
            defaultValue = "100,5000")
    List<Integer> chats = new ArrayList<>();

    @Option(
            names = "--history",
            split = ",",
            description = "history: messages that a chat has; one outcome a number.",
            defaultValue = "1000,100000")
    List<Integer> history = new ArrayList<>();

    @Option(
            names = "--away-messages",
            split = ",",
            description = "away: messages that came in one chat while a user was away; one outcome a number. A stream"
                    + " keeps 2,000 events.",
            defaultValue = "1000,100000")
    List<Integer> awayMessages = new ArrayList<>();

    @Option(
            names = "--kill",
            split = ",",
            description = "kill: the parts that are killed with -9, each in turn.",
            defaultValue = "topology-1,topology-2,edge-1,connect,cassandra,redis,registry")
    List<String> kill = new ArrayList<>();

    Duration warm() {
        return Duration.ofSeconds(warmUp);
    }

    Duration measured() {
        return Duration.ofSeconds(seconds);
    }
}
