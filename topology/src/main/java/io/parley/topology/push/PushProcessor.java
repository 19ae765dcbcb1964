package io.parley.topology.push;

import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.DeviceFact;
import io.parley.avro.MarkFact;
import io.parley.avro.PushDevice;
import io.parley.avro.PushRequest;
import io.parley.avro.SessionRef;
import io.parley.avro.SessionsChange;
import io.parley.avro.UserChange;
import io.parley.avro.state.WaitingPush;
import io.parley.ids.TimeUuid;
import io.parley.topology.Causes;
import io.parley.topology.Poisoned;
import io.parley.topology.PushConfig;
import io.parley.topology.state.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Glue around push's decisions. A message to a user with devices at whose connections nobody looks is pushed at once; else
 * it waits for a delivery until it is due. Reading, deleting, muting or leaving takes what waits away. While the task reads
 * what is old nothing is decided, because it has not yet read what happened since.
 */
final class PushProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
    /** Changes by others, or of what a message looks like, that take no push away. */
    private static final Set<String> OF_OTHERS = Set.of("receipt", "status", "reaction", "edited");

    private final PushConfig config;
    private final PushStores stores;
    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private boolean isBehind;

    PushProcessor(PushConfig config) {
        this.config = config;
        this.stores = new PushStores(config);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        stores.open(context);
        isBehind = true;
        context.schedule(config.run().every(), PunctuationType.WALL_CLOCK_TIME, this::decideDue);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        long now = context().currentSystemTimeMs();
        isBehind = record.timestamp() < now - config.behind().toMillis();
        SpecificRecord value = record.value();
        if (value instanceof UserChange fact && fact.getChange() instanceof ChatChange change) {
            change.getEntries().forEach(entry -> hear(fact, change, entry, record.timestamp(), now));
        } else if (value instanceof UserChange fact && fact.getChange() instanceof SessionsChange sessions) {
            look(fact, sessions, now);
        } else if (value instanceof DeviceFact device) {
            stores.put(device);
        } else if (value instanceof MarkFact mark) {
            deliver(mark);
        } else {
            throw new Poisoned("an input that push does not know");
        }
    }

    private void hear(UserChange fact, ChatChange change, ChangeEntry entry, long time, long now) {
        List<PushDevice> devices = stores.devices(entry.getUser());
        if (devices.isEmpty()) {
            return;
        }
        stores.count(entry.getUser(), Requests.badge(entry));
        if (Requests.mayWake(change, entry)) {
            wake(Requests.of(fact, change, entry, devices, Causes.of(context())), time, now);
        } else if (change.getLastMessage() == null && !OF_OTHERS.contains(fact.getKind())) {
            takeAway(change, entry);
        }
    }

    private void wake(PushRequest request, long time, long now) {
        boolean alone = !stores.isLookedAt(request.getUser());
        if (time < now - config.age().toMillis()) {
            return;
        }
        if (alone && !isBehind) {
            push(request, now);
            return;
        }
        long due = time + (alone ? 0 : config.patience().toMillis());
        boolean has = stores.delivered(request.getUser(), request.getChatId()) >= request.getStamp();
        if (alone || !has) {
            stores.hold(new WaitingPush(due, request, alone));
        }
    }

    /** What is read, deleted, left, or muted without a mention, wakes nobody any more. */
    private void takeAway(ChatChange change, ChangeEntry entry) {
        long gone = stampOf(change.getDeleted());
        boolean left = entry.getRole() == null;
        long read = left ? Long.MAX_VALUE : stampOf(entry.getRead());
        for (WaitingPush row : stores.waiting(entry.getUser(), change.getChatId(), Long.MAX_VALUE)) {
            PushRequest request = row.getRequest();
            boolean silenced = entry.getMuted() && !request.getMention();
            if (request.getStamp() <= read || request.getStamp() == gone || silenced) {
                stores.forget(row);
            }
        }
    }

    private void look(UserChange fact, SessionsChange change, long now) {
        boolean somebody = change.getSessions().stream().anyMatch(SessionRef::getActive);
        boolean before = stores.isLookedAt(change.getUser());
        stores.looks(change.getUser(), somebody, fact.getStamp());
        if (before && !somebody && !isBehind) {
            stores.waiting(change.getUser()).forEach(row -> decide(row, now));
        }
    }

    private void deliver(MarkFact mark) {
        if (!stores.devices(mark.getUser()).isEmpty()) {
            long delivered = stampOf(mark.getDelivered());
            stores.deliver(mark.getUser(), mark.getChatId(), delivered);
            stores.waiting(mark.getUser(), mark.getChatId(), delivered).stream()
                    .filter(row -> !row.getAlone())
                    .forEach(stores::forget);
        }
    }

    private void decideDue(long now) {
        if (isBehind) {
            // Nothing came since the last run: all that there is was read.
            isBehind = false;
            return;
        }
        Budget budget = new Budget(config.run(), System::nanoTime);
        List<Bytes> due = new ArrayList<>();
        stores.due(now, key -> budget.take() && due.add(key));
        due.forEach(key -> stores.take(key).forEach(row -> decide(row, now)));
    }

    private void decide(WaitingPush row, long now) {
        PushRequest request = row.getRequest();
        long delivered = stores.delivered(request.getUser(), request.getChatId());
        Verdict verdict = Verdict.of(row, delivered, stores.isLookedAt(request.getUser()), now);
        if (verdict == Verdict.WAIT) {
            return;
        }
        stores.forget(row);
        List<PushDevice> devices = stores.devices(request.getUser());
        if (verdict == Verdict.PUSH && !devices.isEmpty()) {
            request.setDevices(devices);
            request.setBadge(stores.badge(request.getUser()));
            push(request, now);
        }
    }

    private void push(PushRequest request, long now) {
        context().forward(new Record<>(request.getUser(), request, now));
    }

    /** 0 for no message. */
    private static long stampOf(@Nullable String msgId) {
        UUID id = TimeUuid.parse(msgId);
        return id == null ? 0 : TimeUuid.stampOf(id);
    }

    private ProcessorContext<String, SpecificRecord> context() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }
}
