package io.parley.e2e.torture;

import io.parley.e2e.play.Link;
import io.parley.e2e.play.Play;
import java.time.Duration;
import java.util.List;

/**
 * What a topology instance has decided arrives late: behind what its peer, which took over meanwhile, has decided of the
 * same chats; and then the peer dies, so that whoever restores next finds both in the log.
 *
 * @param pastASession longer than the instance's session and transaction
 */
record LateWrites(String part, String peer, Duration pastASession) implements Fault {
    /** Enough for some commands to come together, so that several chats are in what arrives late. */
    private static final Duration GATHERING = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "late:" + part;
    }

    @Override
    public List<String> parts() {
        return List.of(part, peer);
    }

    @Override
    public String does() {
        return "what the instance decides is held on its way to the log, it is cut off until its peer has taken over, and as the peer is killed, what was held arrives";
    }

    @Override
    public String undone() {
        return "the launcher starts the peer again";
    }

    @Override
    public String promise() {
        return "acks wait until an instance is there; what arrives late changes nothing";
    }

    @Override
    public Duration lasts() {
        return GATHERING.multipliedBy(2).plus(pastASession);
    }

    @Override
    public void strike(Ground ground) {
        Link link = ground.cluster().link(part);
        link.become(Link.State.CUT);
        Play.pass(GATHERING);
        link.become(Link.State.WRITES_HELD);
        Play.pass(GATHERING);
        link.become(Link.State.CUT);
    }

    @Override
    public void undo(Ground ground) {
        ground.stack().kill(peer);
        ground.cluster().link(part).become(Link.State.WHOLE);
        parts().forEach(ground.stack()::awaitReady);
    }
}
