package io.parley.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.RevocationFact;
import io.parley.edge.auth.Revocations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An edge that cannot read what was revoked knows of nobody. */
class RevocationLogTest {
    private final Revocations revocations = new Revocations();
    private final List<String> told = new ArrayList<>();
    private final RevocationLog.Holder holder = new RevocationLog.Holder(revocations, told::add);

    @Test
    void who_is_told_finds_it_known() {
        holder.heard(fact());

        assertThat(told).containsExactly("ann");
        assertThat(revocations.hasReached("ann", 1)).isTrue();
    }

    @Test
    void nobody_is_taken_in_until_all_was_heard_nor_while_it_cannot_be_read() {
        assertThat(revocations.isKnown()).isFalse();

        holder.known();
        assertThat(revocations.isKnown()).isTrue();

        holder.unreadable(new IllegalStateException("away"));
        assertThat(revocations.isKnown()).isFalse();

        holder.known();
        assertThat(revocations.isKnown()).isTrue();
    }

    private static RevocationFact fact() {
        return RevocationFact.newBuilder()
                .setEventId("e")
                .setKind("revoked")
                .setEventTime(Instant.EPOCH)
                .setStamp(1)
                .setUser("ann")
                .setBefore(Instant.EPOCH)
                .setService("app")
                .build();
    }
}
