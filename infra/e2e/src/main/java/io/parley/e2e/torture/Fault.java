package io.parley.e2e.torture;

import java.time.Duration;
import java.util.List;

/** Something that goes wrong while people talk. One class a kind; the name says kind and place. */
public sealed interface Fault
        permits Kill,
                Pause,
                Restart,
                FlushCache,
                EmptyTables,
                DeleteState,
                ForgetOffsets,
                LateWrites,
                PoisonTopics,
                ClaimSlot,
                BreakNetwork,
                Misbehave,
                UnknownSchema,
                FullDisk,
                StepClock,
                Upgrade {

    /** As {@code --faults} and the plan write it: {@code kill:edge-1}. */
    String name();

    /** What it does. */
    String does();

    /** How it is undone. */
    String undone();

    /** What people may feel of it, and what they may not. */
    String promise();

    /** How long it lasts before it is undone. */
    default Duration lasts() {
        return Duration.ZERO;
    }

    void strike(Ground ground);

    /** Returns when everything is there again. */
    void undo(Ground ground);

    /** The kind: what comes before the colon. */
    default String kind() {
        return name().replaceFirst(":.*", "");
    }

    /** Where it strikes: two at once never strike one part. */
    default List<String> parts() {
        return List.of(name().replaceFirst(".*:", ""));
    }
}
