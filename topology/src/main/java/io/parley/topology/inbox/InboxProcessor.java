package io.parley.topology.inbox;

import io.parley.avro.Cause;
import io.parley.avro.Delivery;
import io.parley.avro.DeviceFact;
import io.parley.avro.EventRecipient;
import io.parley.avro.InboxBatch;
import io.parley.avro.RevocationFact;
import io.parley.avro.SessionEvent;
import io.parley.avro.SessionRef;
import io.parley.avro.UserCommand;
import io.parley.avro.state.Sessions;
import io.parley.ids.Placement;
import io.parley.topology.Causes;
import io.parley.topology.Nodes;
import io.parley.topology.Pace;
import io.parley.topology.Poisoned;
import io.parley.topology.Retold;
import io.parley.topology.Said;
import io.parley.topology.TalkConfig;
import io.parley.topology.Unheard;
import io.parley.topology.state.Budget;
import io.parley.topology.state.MessageIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Glue around inbox's decisions. Each input is decided, then written, and at the last step, not before, the edges are
 * chosen by the sessions and leases of that moment.
 */
final class InboxProcessor implements Processor<String, Object, String, Object> {
    private final TalkConfig config;
    private final Placement placement;
    private final Pace pace;
    private final MessageIds ids;
    private final Streams streams;
    private final Changes changes;
    private final InboxStores stores;
    private final Users users;
    private @Nullable ProcessorContext<String, Object> context;
    private long time;

    InboxProcessor(TalkConfig config, Placement placement, Pace pace) {
        this.config = config;
        this.pace = pace;
        this.placement = placement;
        this.ids = new MessageIds(placement);
        this.streams = new Streams(config, ids);
        this.changes = new Changes(ids);
        this.stores = new InboxStores(config);
        this.users = new Users(config, ids, stores);
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        stores.open(context);
        pace.start(context);
        context.schedule(config.trim().every(), PunctuationType.WALL_CLOCK_TIME, now -> trim(context));
    }

    @Override
    public void process(Record<String, Object> record) {
        time = record.timestamp();
        stores.begin();
        Deliveries deliveries = new Deliveries();
        Cause cause = record.value() instanceof Said said ? said.cause() : Causes.of(context());
        Poisoned poison = take(record.value(), deliveries, cause);
        deliveries.forEach(cause, (slot, delivery) -> forward(slot, delivery));
        pace.decided(time, context());
        if (poison != null) {
            throw poison;
        }
    }

    /** What could not be decided, when the rest was done. */
    private @Nullable Poisoned take(@Nullable Object input, Deliveries deliveries, Cause cause) {
        if (input instanceof Said said) {
            return take(said, deliveries, cause);
        }
        try {
            if (input instanceof InboxBatch batch) {
                hear(batch, deliveries, cause);
            } else if (input instanceof SessionEvent event) {
                users.take(event, time, deliveries).forEach((user, effect) -> apply(user, effect, cause));
            } else if (input instanceof UserCommand command) {
                users.take(command, time, deliveries).forEach((user, effect) -> apply(user, effect, cause));
            } else {
                return new Poisoned("an input without a value");
            }
            return null;
        } catch (Poisoned e) {
            return e;
        }
    }

    private @Nullable Poisoned take(Said said, Deliveries deliveries, Cause cause) {
        Poisoned first = null;
        said.replies().forEach(reply -> deliveries.reply(reply, stores));
        for (InboxBatch batch : said.batches()) {
            Poisoned poison = take(batch, deliveries, cause);
            first = first == null ? poison : first;
        }
        return first;
    }

    private void hear(InboxBatch batch, Deliveries deliveries, Cause cause) {
        byte[] event;
        List<Line> lines;
        try {
            event = stores.encode(batch.getEvent());
            lines = streams.append(batch, event.length, time, stores);
        } catch (RuntimeException e) {
            throw undecided(batch.getKind(), e);
        }
        if (lines.isEmpty()) {
            return;
        }
        stores.keep(time, batch.getChatId(), batch.getStamp(), event);
        stores.append(lines);
        deliveries.event(batch.getChatId(), batch.getEvent(), route(lines, cause));
        context().forward(new Record<>(batch.getChatId(), changes.ofChat(batch, lines, cause), time), Nodes.TO_CHANGES);
    }

    /** Receipts of groups come in rounds, some of them by the clock, where no record has a place to be released by. */
    private static Poisoned undecided(String kind, RuntimeException cause) {
        String what = "inbox can't decide " + kind;
        return kind.equals(Retold.STATUS) ? new Retold(what, cause) : new Unheard(what, cause);
    }

    /** Each user's edges now; who is on two hears it on both. Sessions of dead edges are dropped when met. */
    private Map<Deliveries.Edge, List<EventRecipient>> route(List<Line> lines, Cause cause) {
        Map<Deliveries.Edge, List<EventRecipient>> byEdge = Deliveries.byEdge();
        for (Line line : lines) {
            Sessions sessions = stores.sessions(line.user());
            if (sessions == null) {
                continue;
            }
            if (stores.hasDead(sessions)) {
                Sessions living = Opening.withoutDead(line.user(), time, stores);
                apply(line.user(), Users.Effect.of(living), cause);
            }
            EventRecipient recipient = line.recipient(ids);
            for (Deliveries.Edge edge : edges(stores.sessions(line.user()))) {
                byEdge.computeIfAbsent(edge, first -> new ArrayList<>()).add(recipient);
            }
        }
        return byEdge;
    }

    private static Set<Deliveries.Edge> edges(@Nullable Sessions sessions) {
        Set<Deliveries.Edge> edges = new HashSet<>();
        if (sessions != null) {
            for (SessionRef session : sessions.getSessions()) {
                edges.add(Deliveries.Edge.of(session));
            }
        }
        return edges;
    }

    private void apply(String user, Users.Effect effect, Cause cause) {
        int shard = placement.shardOf(user);
        if (effect.sessions() != null) {
            stores.put(user, effect.sessions());
            context()
                    .forward(
                            new Record<>(user, changes.ofSessions(user, effect.sessions(), shard, cause), time),
                            Nodes.TO_CHANGES);
        }
        tell(user, effect.devices(), shard, cause);
        if (effect.revocation() != null) {
            stores.put(user, effect.revocation());
            RevocationFact fact = changes.ofRevocation(user, effect.revocation(), shard, cause);
            context().forward(new Record<>(user, fact, time), Nodes.TO_REVOCATIONS);
        }
        if (effect.keys().row() != null) {
            stores.put(user, effect.keys().row());
            changes.ofKeys(user, effect.keys(), shard, cause)
                    .forEach((key, fact) -> context().forward(new Record<>(key, fact, time), Nodes.TO_KEYS));
        }
        if (effect.profile() != null) {
            stores.put(user, effect.profile());
            if (effect.told()) {
                context()
                        .forward(
                                new Record<>(user, changes.ofProfile(user, effect.profile(), shard, cause), time),
                                Nodes.TO_PROFILES);
            }
        }
    }

    private void tell(String user, DeviceList.Result result, int shard, Cause cause) {
        if (result.devices() == null) {
            return;
        }
        stores.put(user, result.devices());
        for (DeviceFact fact : changes.ofDevices(user, result, shard, cause)) {
            context().forward(new Record<>(user + "/" + fact.getDevice(), fact, time), Nodes.TO_DEVICES);
        }
    }

    private void forward(int slot, Delivery delivery) {
        context().forward(new Record<>(Integer.toString(slot), delivery, time), Nodes.TO_DELIVERY);
    }

    private void trim(ProcessorContext<String, Object> context) {
        long keepFrom = context.currentStreamTimeMs() - config.kept().age().toMillis();
        stores.streams().trim(keepFrom, new Budget(config.trim(), System::nanoTime));
        long payloadsFrom = keepFrom - config.kept().slack().toMillis();
        if (payloadsFrom > 0) {
            stores.trimKept(payloadsFrom, new Budget(config.trim(), System::nanoTime));
        }
    }

    private ProcessorContext<String, Object> context() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }
}
