package io.parley.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** What can be run, by the name that the command line takes. */
enum Kind {
    ONE_TO_ONE,
    GROUP,
    CAPACITY,
    GROUP_CAPACITY,
    IDLE,
    STORM,
    COME_BACK,
    KILL,
    CHATS,
    HISTORY,
    AWAY;

    Row row(Options options) {
        return switch (this) {
            case ONE_TO_ONE -> new SteadyRow(Crowd.oneToOne(options), options.rate);
            case GROUP -> new SteadyRow(Crowd.groups(options), options.groupRate);
            case CAPACITY -> new CapacityRow(Crowd.oneToOne(options), options.rate);
            case GROUP_CAPACITY -> new CapacityRow(Crowd.groups(options), options.groupRate);
            case IDLE -> new IdleRow();
            case STORM -> new ReturnRow("storm", options.users, List.of(1));
            case COME_BACK -> new ReturnRow("come-back", options.away, options.missed);
            case KILL -> new KillRow();
            case CHATS -> GrowthRow.chats(options);
            case HISTORY -> GrowthRow.history(options);
            case AWAY -> new AwayRow(options.awayMessages);
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new CommandLine.TypeConversionException("no workload: " + word + "; there are "
                        + Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", "))));
    }
}
