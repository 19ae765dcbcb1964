package io.parley.sinks.webhook;

import io.parley.sinks.webhook.Lane.Entry;
import io.parley.sinks.webhook.WebhookEnds.End;
import io.parley.sinks.webhook.http.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events, a lane for each chat: of a chat the next goes only when the one before has landed, and so many chats at
 * once as may. A lane that waits for another attempt takes up no place. Every event lands, taken or put aside, unless all
 * has {@linkplain #end ended}. What is held takes its room.
 */
final class Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final Target target;
    private final Aside aside;
    private final Retries retries;
    private final int parallel;
    private final Room room;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final WebhookEnds ends;

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    /** Lanes that have something to send now. */
    private final Deque<Lane> ready = new ArrayDeque<>();

    private int flying;
    /** The receiver has asked to be left alone until then; that holds for all lanes. */
    private Instant quietUntil = Instant.MIN;

    private boolean isWakingUp;
    private @Nullable ConnectException ended;

    /** One attempt, without blocking. */
    @FunctionalInterface
    interface Target {
        CompletionStage<Answer> post(Delivery delivery);
    }

    private record Attempt(Lane lane, Entry entry) {}

    Lanes(
            Target target,
            Aside aside,
            Retries retries,
            int parallel,
            Room room,
            ScheduledExecutorService timer,
            Clock clock,
            WebhookEnds ends) {
        this.target = target;
        this.aside = aside;
        this.retries = retries;
        this.parallel = parallel;
        this.room = room;
        this.timer = timer;
        this.clock = clock;
        this.ends = ends;
    }

    /** Ends when it has landed. */
    CompletableFuture<Void> add(Delivery delivery) {
        Entry entry = new Entry(delivery, new CompletableFuture<>());
        synchronized (this) {
            if (ended != null) {
                return CompletableFuture.failedFuture(ended);
            }
            room.take(delivery.weight());
            Lane lane = lanes.get(delivery.chat());
            if (lane == null) {
                lane = new Lane(delivery.chat());
                lanes.put(lane.chat(), lane);
                ready.addLast(lane);
            }
            lane.add(entry);
        }
        go();
        return entry.done();
    }

    /** Lets go of what is of these partitions; what is in the midst of an attempt is not tried again. */
    synchronized void forget(Collection<TopicPartition> partitions) {
        for (Lane lane : List.copyOf(lanes.values())) {
            for (Entry entry :
                    lane.takeOut(each -> partitions.contains(each.delivery().partition()))) {
                room.giveBack(entry.delivery().weight());
                entry.done().complete(null);
            }
            Entry current = lane.current();
            if (current != null && partitions.contains(current.delivery().partition())) {
                current.done().complete(null);
            } else if (lane.isEmpty()) {
                lanes.remove(lane.chat());
                ready.remove(lane);
            }
        }
    }

    /** Nothing is sent any more, and nothing more lands. */
    void end(ConnectException why) {
        List<Entry> left = new ArrayList<>();
        synchronized (this) {
            if (ended != null) {
                return;
            }
            ended = why;
            for (Lane lane : lanes.values()) {
                Entry current = lane.current();
                if (current != null) {
                    left.add(current);
                }
                left.addAll(lane.takeOut(any -> true));
            }
            lanes.clear();
            ready.clear();
        }
        for (Entry entry : left) {
            room.giveBack(entry.delivery().weight());
            entry.done().completeExceptionally(why);
        }
    }

    private void go() {
        for (Attempt next = next(); next != null; next = next()) {
            attempt(next.lane(), next.entry());
        }
    }

    private synchronized @Nullable Attempt next() {
        while (ended == null && !ready.isEmpty() && flying < parallel) {
            Instant now = clock.instant();
            if (now.isBefore(quietUntil)) {
                wakeUpAt(now, quietUntil);
                return null;
            }
            Lane lane = ready.removeFirst();
            Entry current = lane.current();
            if (current == null || !current.isForgotten()) {
                flying++;
                return new Attempt(lane, lane.tried(now));
            }
            goOn(lane, current);
        }
        return null;
    }

    private void wakeUpAt(Instant now, Instant then) {
        if (!isWakingUp) {
            isWakingUp = true;
            after(Duration.between(now, then), this::wakeUp);
        }
    }

    private void wakeUp() {
        synchronized (this) {
            isWakingUp = false;
        }
        go();
    }

    private void attempt(Lane lane, Entry entry) {
        CompletionStage<Answer> posted;
        try {
            posted = target.post(entry.delivery());
        } catch (RuntimeException e) {
            posted = CompletableFuture.failedFuture(e);
        }
        posted.handle((answer, failure) -> failure == null ? Outcome.of(answer, clock.instant()) : Outcome.of(failure))
                .thenAccept(outcome -> settle(lane, entry, outcome))
                .exceptionally(defect -> {
                    end(new ConnectException("the webhook sink cannot go on: " + defect, defect));
                    return null;
                });
    }

    private void settle(Lane lane, Entry entry, Outcome outcome) {
        synchronized (this) {
            flying--;
            if (ended != null) {
                return;
            }
        }
        if (entry.isForgotten()) {
            land(lane, entry);
        } else if (outcome instanceof Outcome.Later later) {
            waitOrGiveUp(lane, entry, later);
        } else if (outcome instanceof Outcome.Refused refused) {
            putAside(lane, entry, End.REFUSED, "refused: " + refused.reason());
        } else if (outcome instanceof Outcome.Gone) {
            end(new ConnectException("the receiver answered 410 Gone: it wants nothing any more, and nothing is sent "
                    + "until this task is started again. Nothing is lost meanwhile"));
        } else {
            ends.happened(End.DELIVERED);
            land(lane, entry);
        }
        go();
    }

    private void waitOrGiveUp(Lane lane, Entry entry, Outcome.Later later) {
        Instant now = clock.instant();
        Optional<Duration> wait;
        int attempt;
        Duration since;
        synchronized (this) {
            attempt = lane.attempt();
            since = Duration.between(lane.firstTried(), now);
            wait = retries.waitAfter(attempt, lane.firstTried(), later, now);
            Instant asked = now.plus(retries.asked(later));
            quietUntil = asked.isAfter(quietUntil) ? asked : quietUntil;
        }
        if (wait.isEmpty()) {
            String reason =
                    "given up after " + attempt + " attempt(s) in " + since.toSeconds() + " s: " + later.reason();
            putAside(lane, entry, End.GIVEN_UP, reason);
            return;
        }
        ends.happened(End.RETRIED);
        LOG.debug("webhook waits {} ({}): {}", wait.get(), later.reason(), entry.delivery());
        after(wait.get(), () -> again(lane));
    }

    private void again(Lane lane) {
        synchronized (this) {
            if (ended == null) {
                ready.addLast(lane);
            }
        }
        go();
    }

    private void putAside(Lane lane, Entry entry, End how, String reason) {
        LOG.warn("webhook {}: {}", reason, entry.delivery());
        aside.keep(entry.delivery(), new Undelivered(reason)).whenComplete((kept, failure) -> {
            if (failure != null) {
                end(new ConnectException("an event could not be written to the dead letters: " + failure, failure));
                return;
            }
            ends.happened(how);
            land(lane, entry);
            go();
        });
    }

    private void land(Lane lane, Entry entry) {
        synchronized (this) {
            if (ended != null) {
                return;
            }
            goOn(lane, entry);
        }
        entry.done().complete(null);
    }

    /** The lane has nothing in hand any more. */
    private synchronized void goOn(Lane lane, Entry done) {
        lane.landed();
        room.giveBack(done.delivery().weight());
        if (lane.isEmpty()) {
            lanes.remove(lane.chat());
        } else {
            ready.addLast(lane);
        }
    }

    private void after(Duration wait, Runnable task) {
        try {
            timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the task ends; what it did not send is sent by the next", e);
        }
    }
}
