package io.parley.replay.rebuild;

import io.parley.local.provision.Http;
import io.parley.replay.Instance;
import io.parley.replay.Times;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a store again from the log. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the tables or the cache again from the first record of the log, beside the living ones, compares both,",
            "and replaces what differs. docs/replay.md says how, and what readers notice."
        })
public final class RebuildCommand implements Callable<Integer> {
    private static final int DIFFERS = 1;

    /** What can be made from the log. */
    enum Store {
        CASSANDRA,
        REDIS
    }

    @Mixin
    private Instance instance = new Instance();

    @Parameters(paramLabel = "STORE", description = "cassandra or redis.")
    private Store store = Store.CASSANDRA;

    @Option(
            names = "--verify",
            description = "Only compares, takes the copy away, and ends with 1 when something differs.")
    private boolean verify;

    @Option(
            names = {"-y", "--yes"},
            description = "Replaces what differs without asking; so it does where there is no terminal to ask at.")
    private boolean yes;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description =
                    "How long what differs may take to become the same while people talk. Default: ${DEFAULT-VALUE}")
    private String patience = "30s";

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var wait = Times.duration("--patience", patience);
        String kafka = instance.kafka();
        Connect connect = new Connect(instance.address("connect"), new Http());
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka));
                Side side = side();
                Rebuild rebuild = new Rebuild(kafka, admin, connect, side, wait, this::say)) {
            boolean same = rebuild.run(this::mayReplace);
            say(
                    same
                            ? "The " + name() + " store is what the log says."
                            : "The " + name() + " store is not what the log says.");
            return same ? 0 : DIFFERS;
        }
    }

    private boolean mayReplace() {
        Console console = System.console();
        if (verify || yes || console == null) {
            return !verify;
        }
        String answer = console.readLine("Replace what differs in the living %s store? [y/N] ", name());
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private Side side() {
        return switch (store) {
            case CASSANDRA -> new CassandraSide(instance.address("cassandra"));
            case REDIS -> new RedisSide(instance.address("redis"));
        };
    }

    private String name() {
        return store.name().charAt(0) + store.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private void say(String line) {
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(line);
            out.flush();
        }
    }
}
