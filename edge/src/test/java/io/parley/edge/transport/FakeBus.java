package io.parley.edge.transport;

import io.parley.avro.ChatCommand;
import io.parley.avro.SessionEvent;
import io.parley.avro.SessionOpened;
import io.parley.avro.SessionStarted;
import io.parley.edge.bus.DeliveryListener;
import io.parley.edge.bus.Holding;
import io.parley.edge.bus.LeaseView;
import io.parley.edge.bus.SessionBus;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A log in memory that starts every session at once, with what the test says about its stream. */
final class FakeBus implements SessionBus, LeaseView {
    static final Holding HOLDING = new Holding(3, 7);

    final BlockingQueue<ChatCommand> commands = new LinkedBlockingQueue<>();
    final BlockingQueue<SessionEvent> events = new LinkedBlockingQueue<>();
    volatile @Nullable Holding held = HOLDING;
    volatile boolean takesNothing;
    volatile boolean starts = true;
    volatile long head;
    volatile boolean resumes;
    volatile @Nullable DeliveryListener listener;

    @Override
    public @Nullable Holding holding() {
        return held;
    }

    @Override
    public boolean holds(long epoch) {
        Holding holding = held;
        return holding != null && holding.epoch() == epoch;
    }

    @Override
    public void send(ChatCommand command, Runnable onFailure) {
        if (takesNothing) {
            onFailure.run();
        } else {
            commands.add(command);
        }
    }

    @Override
    public void send(SessionEvent event, Runnable onFailure) {
        events.add(event);
        DeliveryListener hears = listener;
        if (event.getEvent() instanceof SessionOpened && starts && hears != null) {
            synchronized (this) {
                hears.started(SessionStarted.newBuilder()
                        .setUser(event.getUser())
                        .setDevice(event.getDevice())
                        .setConnection(event.getConnection())
                        .setSeq(head)
                        .setResumed(resumes)
                        .build());
            }
        }
    }
}
