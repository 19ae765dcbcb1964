package io.parley.edge.files;

import java.util.HashMap;
import java.util.Map;

/** How many uploads there are at once, in all and of each user. */
final class UploadGate {
    private final int most;
    private final int mostOfUser;
    private final Map<String, Integer> ofUser = new HashMap<>();
    private int all;

    UploadGate(int most, int mostOfUser) {
        this.most = most;
        this.mostOfUser = mostOfUser;
    }

    /** One more, to be given back with {@link #leave}; or why not. */
    synchronized ChatFiles.Entry enter(String user) {
        int own = ofUser.getOrDefault(user, 0);
        if (own >= mostOfUser) {
            return ChatFiles.Entry.USER_FULL;
        }
        if (all >= most) {
            return ChatFiles.Entry.FULL;
        }
        all++;
        ofUser.put(user, own + 1);
        return ChatFiles.Entry.ENTERED;
    }

    synchronized void leave(String user) {
        all--;
        ofUser.computeIfPresent(user, (same, count) -> count == 1 ? null : count - 1);
    }
}
