package io.parley.e2e.torture;

import io.parley.e2e.bugs.Bug;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The catalogue as the tables of {@code docs/torture.md}; a test holds the page against it. */
final class Page {

    private Page() {}

    static String faults(List<Fault> faults) {
        Map<String, List<Fault>> kinds =
                faults.stream().collect(Collectors.groupingBy(Fault::kind, LinkedHashMap::new, Collectors.toList()));
        StringBuilder table = new StringBuilder(
                        "| fault | where | what it does | how it is undone | what people may feel |\n")
                .append("|---|---|---|---|---|\n");
        kinds.forEach((kind, all) -> {
            Fault one = all.get(0);
            String where = all.stream()
                    .map(fault -> "`" + fault.name().substring(kind.length() + 1) + "`")
                    .collect(Collectors.joining(", "));
            table.append(String.format(
                    "| `%s` | %s | %s | %s | %s |%n", kind, where, one.does(), one.undone(), one.promise()));
        });
        return table.toString();
    }

    /** The bugs that are planted into parts. */
    static String bugs() {
        StringBuilder table = new StringBuilder("| bug | rewritten method | what it does | brought to light by |\n")
                .append("|---|---|---|---|\n");
        for (Bug bug : Bug.values()) {
            table.append(String.format(
                    "| `%s` | `%s` | %s | `%s` |%n",
                    bug, bug.where(), bug.what(), String.join("`, `", new LinkedHashSet<>(bug.faults()))));
        }
        return table.toString();
    }
}
