package io.parley.e2e.bugs;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** The bugs, each with the method that is rewritten, and what must strike for it to show. */
public enum Bug {
    ACKED_BEFORE_THE_COMMIT(
            "edge",
            "io.parley.edge.bus.LogSettings",
            "consumer",
            Uncommitted.class,
            "an edge tells what a topology has written and not committed, acks too",
            List.of("kill:topology-1", "kill:topology-2", "kill:topology-1", "kill:topology-2")),
    A_ZOMBIE_EDGE_STILL_DELIVERS(
            "edge",
            "io.parley.edge.bus.LeaseClock",
            "isLapsed",
            Never.class,
            "an edge that slept past its lease goes on serving its sockets",
            List.of("pause:edge-2")),
    AT_LEAST_ONCE(
            "topology",
            "io.parley.topology.runtime.StreamsSettings",
            "of",
            AtLeastOnce.class,
            "talk runs at least once instead of exactly once",
            // What one instance held back comes behind what its peer has written since, also into the changelogs; who
            // restores from those afterwards has gone back.
            List.of("kill:topology-1", "late:topology-2", "late:topology-2")),
    WHAT_IS_READ_AGAIN_IS_DECIDED_AGAIN(
            "topology",
            "io.parley.topology.Once",
            "isBefore",
            Never.class,
            "talk goes by Kafka's offsets alone",
            List.of("forget:topologies")),
    A_ROW_OF_A_TIME_AWAY_IS_SERVED(
            "edge",
            "io.parley.edge.store.Tenure",
            "<init>",
            NeverOver.class,
            "history shows what was said while the reader was no member",
            List.of("flush:redis")),
    A_SINK_COMMITS_EARLY(
            "connect",
            "io.parley.sinks.common.FactSink",
            "put",
            Swallowed.class,
            "a batch that the store did not take counts as landed",
            List.of("kill:cassandra")),
    A_SINK_LOSES_THE_LAST_ROW(
            "connect",
            "io.parley.sinks.cassandra.TableStore",
            "write",
            LastRowMissing.class,
            "the last row of a batch is not written",
            List.of("flush:redis"));

    private final String part;
    private final String type;
    private final String method;
    private final Class<?> advice;
    private final String what;
    private final List<String> faults;

    Bug(String part, String type, String method, Class<?> advice, String what, List<String> faults) {
        this.part = part;
        this.type = type;
        this.method = method;
        this.advice = advice;
        this.what = what;
        this.faults = faults;
    }

    /** The kind of parts that have it. */
    public String part() {
        return part;
    }

    String type() {
        return type;
    }

    ElementMatcher<? super MethodDescription> method() {
        return method.equals("<init>") ? isConstructor() : named(method);
    }

    Class<?> advice() {
        return advice;
    }

    public String where() {
        return type + "." + method;
    }

    public String what() {
        return what;
    }

    /** Names of the faults in whose company it shows. */
    public List<String> faults() {
        return faults;
    }

    static final class Uncommitted {
        @Advice.OnMethodExit
        static void exit(@Advice.Return Map<String, Object> config) {
            config.put("isolation.level", "read_uncommitted");
        }
    }

    static final class Never {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean lapsed) {
            lapsed = false;
        }
    }

    static final class AtLeastOnce {
        @Advice.OnMethodExit
        static void exit(@Advice.Return Properties settings) {
            settings.put("processing.guarantee", "at_least_once");
        }
    }

    static final class Swallowed {
        @Advice.OnMethodExit(onThrowable = RuntimeException.class)
        static void exit(@Advice.Thrown(readOnly = false) Throwable thrown) {
            thrown = null;
        }
    }

    static final class NeverOver {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 1, readOnly = false) long to) {
            to = Long.MAX_VALUE;
        }
    }

    static final class LastRowMissing {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) List<?> rows) {
            if (rows.size() > 1) {
                rows = rows.subList(0, rows.size() - 1);
            }
        }
    }
}
