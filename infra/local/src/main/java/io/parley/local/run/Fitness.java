package io.parley.local.run;

import io.parley.local.LocalSettings;
import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.local.data.Identity;
import io.parley.local.part.ClassPath;
import io.parley.local.part.Jdk;
import io.parley.local.part.Kind;
import io.parley.local.process.Procfs;
import io.parley.local.process.Sockets;
import java.util.Locale;
import java.util.OptionalLong;

/** What must be so before anything is started; each refusal says what to do. */
public final class Fitness {

    private Fitness() {}

    static void require(Shape shape, Identity identity, DataFolder folder) {
        if (shape.shards() != 0 && shape.shards() != identity.shards()) {
            throw new Trouble(
                    folder.root() + " was made with " + identity.shards() + " shards, and shards are for life.",
                    "Leave --shards away, or take a new data folder with --data DIR.");
        }
        if (shape.edges() > identity.slots()) {
            throw new Trouble(
                    folder.root() + " was made for at most " + identity.slots() + " edges.",
                    "Start fewer, or set PARLEY_LOCAL_EDGE_SLOTS for a new data folder.");
        }
    }

    /** Every part can be started: better said before the others run. */
    static void requireBuilt(Shape shape, LocalSettings settings) {
        shape.kinds().forEach(kind -> ClassPath.of(kind.name().toLowerCase(Locale.ROOT)));
        if (shape.kinds().contains(Kind.CASSANDRA)) {
            Jdk.forCassandra(settings.getString(LocalSettings.JAVA17));
        }
    }

    /** The one port that is not ours to choose. */
    static void requireFree(int port) {
        if (Sockets.isFree(port)) {
            return;
        }
        String by = Procfs.listener(port)
                .map(handle -> "process " + handle.pid() + " (" + shortened(Procfs.commandLine(handle.pid())) + ")")
                .orElse("another process");
        throw new Trouble("Port " + port + " is in use by " + by + ".", "End it, or take another port with --port N.");
    }

    /** Refuses to start what would end in swapping or in the kernel's choice of a victim. */
    public static void requireMemory(int minimumMib) {
        OptionalLong free = Procfs.availableMib();
        if (free.isPresent() && free.getAsLong() < minimumMib) {
            throw new Trouble(
                    "Too little memory: " + free.getAsLong() + " MiB are free, and all parts together want "
                            + minimumMib + " MiB.",
                    "Close something, or set PARLEY_LOCAL_MEMORY_MINIMUM_MIB to try all the same.");
        }
    }

    private static String shortened(String command) {
        return command.length() > 80 ? command.substring(0, 80) + "…" : command;
    }
}
