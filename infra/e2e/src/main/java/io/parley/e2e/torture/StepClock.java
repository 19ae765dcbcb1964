package io.parley.e2e.torture;

import io.parley.e2e.bugs.WallClock;
import io.parley.e2e.play.Play;
import java.time.Duration;

/** The wall clock of a topology instance is set wrong, twice, and right again; time itself goes on as it does. */
record StepClock(String part) implements Fault {
    private static final Duration EACH = Duration.ofSeconds(6);

    @Override
    public String name() {
        return "clock:" + part;
    }

    @Override
    public String does() {
        return "the wall clock that the instance's Kafka Streams reads is set back by an hour, and then forwards by two, for "
                + EACH.toSeconds() + " s each";
    }

    @Override
    public String undone() {
        return "it is set back to the right time";
    }

    @Override
    public String promise() {
        return "chats of the instance may wait until it, or its peer, goes on; stamps and ids still rise";
    }

    @Override
    public Duration lasts() {
        return EACH.multipliedBy(2);
    }

    @Override
    public void strike(Ground ground) {
        WallClock clock = WallClock.of(ground.stack().folder(), part);
        clock.isOff(Duration.ofHours(-1));
        Play.pass(EACH);
        clock.isOff(Duration.ofHours(1));
    }

    @Override
    public void undo(Ground ground) {
        WallClock.of(ground.stack().folder(), part).isOff(Duration.ZERO);
        ground.stack().awaitReady(part);
    }
}
