package io.parley.local.command;

import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a newcomer and a tool need to know of a running instance. */
final class Banner {
    private Banner() {}

    static List<String> lines(RunState state, DataFolder folder, boolean isDefaultFolder) {
        List<String> lines = new ArrayList<>();
        Map<String, String> addresses = state.addresses();
        String page = addresses.get("page");
        if (page != null) {
            lines.add("");
            lines.add("Open the page as two people, in two windows:");
            lines.add("  " + page + "?as=alice");
            lines.add("  " + page + "?as=bob");
        }
        lines.add("");
        addresses.forEach((name, address) -> lines.add(String.format("  %-18s %s", name, address)));
        String data = isDefaultFolder ? "" : " --data " + folder.root();
        lines.add("");
        lines.add("Try next:");
        lines.add("  ./parley send" + data + " bob alice \"Hello from the command line\"");
        lines.add("  ./parley tail" + data + " chat.messages --from beginning");
        lines.add("  ./parley status" + data);
        lines.add("");
        lines.add("This is a development set-up: anyone on this machine can be anyone, with the known secret in "
                + folder.secret() + ". Nothing listens outside loopback.");
        lines.add("Stop it with " + "`./parley down" + data + "`" + ", or Ctrl-C where it runs in front.");
        return lines;
    }
}
