package io.parley.plan;

import picocli.CommandLine.Option;

/** Who talks, how much, and for how long it is kept. All of it is assumed: replace it by your own figures. */
final class Load {
    private static final double SECONDS_A_DAY = 86_400;

    @Option(names = "--users", description = "Users.")
    double users = 50e6;

    @Option(names = "--messages-per-day", description = "Messages that a user sends in a day.")
    double messagesPerDay = 40;

    @Option(
            names = "--peak-factor",
            description = "The busiest second over the mean one; 4.32 makes 100,000 of 23,148 messages a second.")
    double peakFactor = 4.32;

    @Option(names = "--growth", description = "How much more the shards, fixed for life, must be able to carry.")
    double growth = 2;

    @Option(names = "--group-share", description = "Share of messages and of chats that are of groups.")
    double groupShare = 0.2;

    @Option(names = "--members", description = "Members of a group.")
    double members = 20;

    @Option(names = "--online-share", description = "Share of users who are connected at the peak.")
    double onlineShare = 0.15;

    @Option(names = "--devices", description = "Connections of a user who is connected.")
    double devices = 1.3;

    @Option(names = "--recipients-online", description = "Share of a group's members who are connected when it talks.")
    double recipientsOnline = 0.5;

    @Option(
            names = "--group-marks",
            description =
                    "Marks that a connected member sends for a message to a group; fewer than 2 because an edge holds"
                            + " them back to one a second (edge.receipt.interval.ms).")
    double groupMarks = 0.5;

    @Option(names = "--chats", description = "Chats of a user.")
    double chats = 30;

    @Option(names = "--active-chats", description = "Share of chats in which something was said in the last 7 days.")
    double activeChats = 0.3;

    @Option(names = "--retention", paramLabel = "DAYS", description = "Days of history in the tables and in S3.")
    double retentionDays = 365;

    @Option(names = "--file-share", description = "Share of messages with a file.")
    double fileShare = 0.05;

    @Option(names = "--file-kb", description = "Bytes of a file, in thousands.")
    double fileKb = 300;

    /** Messages a second over the whole day. */
    double meanMessages() {
        return users * messagesPerDay / SECONDS_A_DAY;
    }

    double peakMessages() {
        return meanMessages() * peakFactor;
    }

    /** Chats of all users: one of two, or of a group's members. */
    double allChats() {
        return users * chats * ((1 - groupShare) / 2 + groupShare / members);
    }

    double connections() {
        return users * onlineShare * devices;
    }

    /** What all messages together write in a second. */
    Work work(Recipe recipe, double messagesPerSecond) {
        Work direct = recipe.direct().times(messagesPerSecond * (1 - groupShare));
        Work group =
                recipe.group(members, members * recipientsOnline, groupMarks).times(messagesPerSecond * groupShare);
        return direct.plus(group);
    }
}
