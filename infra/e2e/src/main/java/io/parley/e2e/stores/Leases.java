package io.parley.e2e.stores;

import io.parley.avro.Lease;
import io.parley.avro.Topics;
import io.parley.e2e.play.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.OptionalInt;

/** Who holds which slot of the edges, as edge.leases says. */
public final class Leases {
    private final Log log;

    public Leases(Cluster cluster) {
        log = new Log(cluster.address("kafka"), cluster.address("registry"));
    }

    /** Whether the edge's last lease was renewed longer ago than a lease lasts. */
    public boolean isOver(String edge, Duration lasts) {
        return log.read(Topics.EDGE_LEASES).stream()
                .filter(lease -> lease.getEdge().equals(edge))
                .max(Comparator.comparingLong(Lease::getEpoch).thenComparing(Lease::getRenewedAt))
                .map(last ->
                        last.getReleased() || last.getRenewedAt().plus(lasts).isBefore(Instant.now()))
                .orElse(true);
    }

    /** The slot that the edge holds, when it holds one. */
    public OptionalInt slotOf(String edge) {
        return log.read(Topics.EDGE_LEASES).stream()
                .filter(lease -> lease.getEdge().equals(edge))
                .max(Comparator.comparing(Lease::getRenewedAt))
                .filter(lease -> !lease.getReleased())
                .map(lease -> OptionalInt.of(lease.getSlot()))
                .orElse(OptionalInt.empty());
    }
}
