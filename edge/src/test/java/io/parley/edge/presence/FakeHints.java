package io.parley.edge.presence;

import io.parley.edge.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps what it is asked, and answers what the test says. */
public final class FakeHints implements Hints {
    public final List<String> changed = new CopyOnWriteArrayList<>();
    public final List<String> ended = new CopyOnWriteArrayList<>();
    public final List<String> asked = new CopyOnWriteArrayList<>();
    public final List<MembersChange> members = new CopyOnWriteArrayList<>();
    /** By "typing CHAT" or "watch". */
    public final Map<String, ErrorCode> refusals = new ConcurrentHashMap<>();
    /** By "CALLER USER". */
    public final Map<String, Presence> known = new ConcurrentHashMap<>();

    @Override
    public void changed(String user) {
        changed.add(user);
    }

    @Override
    public void ended(Hearer hearer) {
        ended.add(hearer.user());
    }

    @Override
    public void watch(Hearer hearer, List<String> users, Consumer<ErrorCode> refused) {
        asked.add(hearer.user() + " watches " + users);
        refuse("watch", refused);
    }

    @Override
    public void typing(Hearer hearer, String chatId, Consumer<ErrorCode> refused) {
        asked.add(hearer.user() + " types in " + chatId);
        refuse("typing " + chatId, refused);
    }

    private void refuse(String what, Consumer<ErrorCode> refused) {
        ErrorCode code = refusals.get(what);
        if (code != null) {
            refused.accept(code);
        }
    }

    @Override
    public void membersChanged(MembersChange change) {
        members.add(change);
    }

    @Override
    public CompletionStage<Presence> of(String caller, String user) {
        return CompletableFuture.completedFuture(known.getOrDefault(caller + " " + user, Presence.UNKNOWN));
    }
}
