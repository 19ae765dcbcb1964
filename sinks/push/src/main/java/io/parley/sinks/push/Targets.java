package io.parley.sinks.push;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A target a platform. */
final class Targets implements Target {
    private final Map<String, Target> byPlatform;

    Targets(Map<String, Target> byPlatform) {
        this.byPlatform = Map.copyOf(byPlatform);
    }

    Set<String> platforms() {
        return byPlatform.keySet();
    }

    @Override
    public CompletionStage<Outcome> send(Push push) {
        Target target = byPlatform.get(push.platform());
        return target == null
                ? CompletableFuture.completedFuture(new Outcome.Refused("no target for this platform"))
                : target.send(push);
    }

    @Override
    public void close() {
        byPlatform.values().forEach(Target::close);
    }
}
