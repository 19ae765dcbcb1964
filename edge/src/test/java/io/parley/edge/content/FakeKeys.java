package io.parley.edge.content;

import io.parley.avro.KeyFact;
import io.parley.keys.KeyRing;
import io.parley.keys.MasterKeys;
import io.parley.keys.MasterKeys.Wrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a test: what the log says of them, said by the test. */
public final class FakeKeys {
    private final KeyRing ring = new KeyRing();
    private @Nullable MasterKeys masters;
    private long stamp;

    public KeyRing ring() {
        return ring;
    }

    public @Nullable MasterKeys masters() {
        return masters;
    }

    /** Who opens with these, and waits long for what is to come. */
    public ContentReader reader() {
        return new ContentReader(ring, this::masters, new KeyWait(Duration.ofHours(1), System::nanoTime));
    }

    /** From now on what is written is encrypted. */
    public MasterKeys encrypt() {
        MasterKeys made =
                MasterKeys.parse(List.of("test:" + Base64.getEncoder().encodeToString(new byte[32])), "the test");
        masters = made;
        return made;
    }

    /** The log has a key for the user. */
    public Wrapped give(String user) {
        Wrapped made = encrypt().make(user, ring.generation(user));
        give(user, made.id(), made.wrapped());
        return made;
    }

    public void give(String user, String keyId, String wrapped) {
        ring.observe(new KeyFact("e", "key", Instant.EPOCH, ++stamp, null, user, keyId, wrapped, null, null, null));
    }

    /** The log says that the user was erased; the stamp of it. */
    public long erase(String user, Instant at) {
        stamp++;
        ring.observe(new KeyFact("e", "key_destroyed", at, stamp, null, user, null, null, null, null, null));
        ring.observe(new KeyFact("e", "erased", at, stamp, null, user, null, null, at, stamp, "app"));
        return stamp;
    }

    /** The log says that all of the erasure was done. */
    public void finish(String user, Instant at, long erasure) {
        stamp++;
        ring.observe(new KeyFact("e", "erased_all", at, stamp, null, user, null, null, at, erasure, "app"));
    }
}
