package io.parley.edge.bus;

import io.parley.avro.Lease;

/**
 * What a lease needs of Kafka, so that its life can be tested without. Everything here may block and may throw a
 * {@code KafkaException}; only the lease's own thread calls it.
 */
interface LeaseLog extends AutoCloseable {
    /** How many slots there are. */
    int slots();

    /** Brings the table up to what {@code edge.leases} says now. */
    void catchUp(SlotTable table);

    /** Takes the slot's transactional id, which fences whoever had it, and finds the end of its deliveries. */
    Claim claim(int slot);

    @Override
    void close();

    /** A slot whose transactional id is ours until somebody else takes it. */
    interface Claim extends AutoCloseable {
        /** Writes the lease, or throws: {@link FencedOff} when somebody else took the slot. */
        void write(Lease lease);

        /** Begins to hand on what comes for this holding. */
        void read(Holding holding, LeaseClock clock);

        @Override
        void close();
    }

    /** Somebody else holds the slot now. */
    final class FencedOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FencedOff(Throwable cause) {
            super(cause);
        }
    }
}
