package io.parley.local.run;

import io.parley.local.LocalSettings;
import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.local.data.Identity;
import io.parley.local.data.InstanceLock;
import io.parley.local.data.Json;
import io.parley.local.data.Ports;
import io.parley.local.data.RunState;
import io.parley.local.data.Secret;
import io.parley.local.part.Kind;
import io.parley.local.part.Part;
import io.parley.local.part.Parts;
import io.parley.local.part.Site;
import io.parley.local.process.ProcessRef;
import io.parley.local.provision.ConnectorProvision;
import io.parley.local.provision.ConnectorWatch;
import io.parley.local.provision.Http;
import io.parley.local.provision.SchemaProvision;
import io.parley.local.provision.TableProvision;
import io.parley.local.provision.TopicProvision;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One running instance of a data folder: holds the folder's lock, keeps its parts running, and writes what runs into the
 * folder. Whatever a former supervisor left running is ended first.
 */
public final class Instance implements AutoCloseable {
    private static final Duration CONNECTORS_LOOK = Duration.ofSeconds(5);
    private static final Duration CONNECTORS_CALM = Duration.ofMinutes(1);

    private final DataFolder folder;
    private final InstanceLock lock;
    private final Site site;
    private final Plan plan;
    private final Progress progress;
    private final Map<String, Keeper> keepers = new LinkedHashMap<>();
    private final Map<String, Path> releases = new ConcurrentHashMap<>();
    private final ConnectorWatch connectors;
    private volatile boolean ready;
    private volatile boolean closing;
    private volatile boolean ending;

    private Instance(DataFolder folder, InstanceLock lock, Site site, Plan plan, Progress progress) {
        this.folder = folder;
        this.lock = lock;
        this.site = site;
        this.plan = plan;
        this.progress = progress;
        this.connectors = new ConnectorWatch(
                site.connect(),
                ConnectorProvision.connectors(site.settings()),
                new Http(),
                site.settings().backoff(),
                CONNECTORS_LOOK,
                CONNECTORS_CALM,
                progress::say);
        var parts = new Parts(site, releases);
        for (Kind kind : Kind.values()) {
            for (String name : plan.partNames(kind)) {
                Part part = parts.of(kind, keepers(kind) + 1);
                keepers.put(name, keeper(part));
            }
        }
    }

    private int keepers(Kind kind) {
        return (int) keepers.values().stream()
                .filter(keeper -> keeper.part().kind() == kind)
                .count();
    }

    private Keeper keeper(Part part) {
        return new Keeper(
                part,
                folder.log(part.name()),
                site.settings().backoff(),
                site.settings().millis(LocalSettings.START_TIMEOUT),
                this::writeState);
    }

    /**
     * Opens a data folder for running, and starts nothing yet. Empty when it runs already.
     *
     * @param given the settings for the parts, as environment variables
     * @param system the rest of the environment
     */
    public static Optional<Instance> open(
            DataFolder folder, Shape shape, Map<String, String> given, Map<String, String> system, Progress progress)
            throws IOException {
        LocalSettings settings = LocalSettings.of(given);
        Identity identity =
                folder.open(Identity.fresh(Math.max(1, shape.shards()), settings.getInt(LocalSettings.SLOTS)));
        Fitness.require(shape, identity, folder);
        Fitness.requireBuilt(shape, settings);
        Optional<InstanceLock> lock = InstanceLock.take(folder);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try {
            Orphans.end(folder, progress);
            var plan = new Plan(shape.counts());
            Map<String, Integer> ports = ports(folder, shape, plan);
            Secret.keep(folder);
            Secret.keepOfFiles(folder);
            if (settings.hasWebhook()) {
                Secret.keepOfWebhook(
                        folder,
                        settings.getPassword(LocalSettings.WEBHOOK_SECRET).value());
            }
            var site = new Site(folder, identity, ports, new TreeMap<>(given), settings, system);
            return Optional.of(new Instance(folder, lock.get(), site, plan, progress));
        } catch (RuntimeException e) {
            lock.get().close();
            throw e;
        }
    }

    private static Map<String, Integer> ports(DataFolder folder, Shape shape, Plan plan) {
        List<String> wanted = new ArrayList<>(plan.portNames());
        Map<String, Integer> ports = new LinkedHashMap<>();
        if (shape.port() != 0 && wanted.remove("edge-1")) {
            Fitness.requireFree(shape.port());
            ports.put("edge-1", shape.port());
        }
        ports.putAll(Ports.keep(folder, wanted));
        return ports;
    }

    /** Starts everything; returns when all is ready. What fails ends all that was started. */
    public void start() throws InterruptedException {
        writeState();
        try {
            new Steps(progress).run(steps());
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
        connectors.start();
        ready = true;
        writeState();
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        keepers.forEach((name, keeper) ->
                steps.add(new Step(name, plan.needsOf(keeper.part().kind()), "ready", () -> start(keeper))));
        for (Plan.Work work : plan.work()) {
            steps.add(new Step(work.stepName(), plan.needsOf(work), "made", action(work)));
        }
        return steps;
    }

    /** Not any more once the end has begun, as after Ctrl-C in the midst of a start: nobody would end it. */
    private void start(Keeper keeper) throws InterruptedException {
        if (!ending) {
            keeper.start();
        }
    }

    private Step.Action action(Plan.Work work) {
        return switch (work) {
            case TOPICS -> () -> new TopicProvision(site.kafka(), site.identity()).run();
            case SCHEMAS -> () -> new SchemaProvision(site.registry(), new Http()).run();
            case TABLES ->
                () -> new TableProvision(
                                new InetSocketAddress("127.0.0.1", site.port("cassandra")),
                                Site.DATACENTER,
                                Site.KEYSPACE)
                        .run();
            case CONNECTORS -> () -> new ConnectorProvision(site, new Http()).run();
        };
    }

    /** From its next start on the part runs what is built in that checkout: another release than the launcher's own. */
    public void release(String part, Path checkout) {
        keeper(part);
        releases.put(part, checkout);
    }

    public Site site() {
        return site;
    }

    public Keeper keeper(String part) {
        return Optional.ofNullable(keepers.get(part))
                .orElseThrow(() -> new IllegalArgumentException("no part " + part + " among " + keepers.keySet()));
    }

    public List<Keeper> keepers() {
        return List.copyOf(keepers.values());
    }

    private synchronized void writeState() {
        Map<String, String> addresses = new Addresses(site).of(keepers.keySet());
        List<RunState.Entry> entries =
                keepers.values().stream().map(Keeper::entry).toList();
        var self = closing ? null : ProcessRef.self();
        Json.write(folder.state(), new RunState(self, ready, addresses.get("page"), addresses, entries));
    }

    /** Ends all parts, round after round, and lets go of the folder. */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            ready = false;
            ending = true;
        }
        connectors.close();
        for (int round = 1; round <= Kind.values().length; round++) {
            endRound(round);
        }
        closing = true;
        writeState();
        try {
            lock.close();
        } catch (IOException e) {
            progress.say("The lock of " + folder.root() + " cannot be given back: " + e.getMessage());
        }
    }

    private void endRound(int round) {
        List<Thread> ends = new ArrayList<>();
        for (Keeper keeper : keepers.values()) {
            if (keeper.part().kind().endsInRound() == round && keeper.state() != Keeper.State.STOPPED) {
                Thread thread =
                        new Thread(() -> end(keeper), "end-" + keeper.part().name());
                thread.start();
                ends.add(thread);
            }
        }
        for (Thread thread : ends) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void end(Keeper keeper) {
        long start = System.nanoTime();
        try {
            keeper.stop();
            progress.done(keeper.part().name(), "ended", Duration.ofNanos(System.nanoTime() - start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            throw new Trouble(
                    "The part " + keeper.part().name() + " did not end: " + e.getMessage() + ".", "End it by hand.");
        }
    }
}
