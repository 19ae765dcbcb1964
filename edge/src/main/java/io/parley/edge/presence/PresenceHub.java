package io.parley.edge.presence;

import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.edge.protocol.ErrorCode;
import io.parley.edge.store.RedisAddress;
import io.parley.edge.store.Tables;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All hints of an edge. Its state belongs to one thread, which never waits for anything; what comes from sockets and from
 * Redis is handed to it over a bounded queue. Who is here is not counted along: a change says only that one has to look.
 */
public final class PresenceHub implements Hints, AutoCloseable {
    private static final int TICK_MS = 200;
    private static final int BEAT_TICKS = 5;
    private static final int REFRESHES_A_TICK = 1_000;

    private final PresenceSettings settings;
    private final Link link;
    private final HintMetrics metrics;
    private final LongSupplier clock;
    private final HintThread thread;
    private final Reads reads;
    private final SharedChats shared;
    private final Rosters rosters;
    private final Typing typing;
    private final Watchlist watchlist;
    private final Watchers watchers;
    private final Attendance attendance;

    private final AtomicBoolean missed = new AtomicBoolean();
    private final AtomicBoolean settling = new AtomicBoolean();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Set<Hearer> ended = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Audience audience;

    private int ticks; // of the thread, as what follows
    private CompletionStage<?> lastLeave = CompletableFuture.completedFuture(null);

    PresenceHub(PresenceSettings settings, Link link, Tables tables, HintMetrics metrics, LongSupplier clock) {
        this.settings = settings;
        this.link = link;
        this.metrics = metrics;
        this.clock = clock;
        this.thread = new HintThread(settings.queued());
        this.reads = new Reads(link, thread, this::read);
        Ticker ticker = clock::getAsLong;
        this.shared = new SharedChats(tables, settings.chatsCached(), settings.chatsHold());
        this.rosters = new Rosters(tables, settings.membersHold(), ticker);
        this.typing = new Typing(rosters, link, settings.typingInterval(), ticker, thread::later, metrics);
        this.watchlist = new Watchlist(settings.watchedUsers(), settings.grace(), settings.timeout(), new Source());
        this.watchers = new Watchers(shared, watchlist, thread, clock);
        this.attendance = new Attendance(settings.refresh(), REFRESHES_A_TICK, new Word());
    }

    /**
     * @param redis the cache; without one everybody is unknown
     * @param commands that wait for Redis at once
     */
    public static PresenceHub open(
            PresenceSettings settings, RedisAddress redis, int commands, Tables tables, HintMetrics metrics) {
        Link link = redis.isNone() ? new NoLink() : RedisLink.open(settings, redis, commands);
        return new PresenceHub(settings, link, tables, metrics, System::nanoTime);
    }

    /** Begins to say who of the audience is here, and to tell it what others do. */
    public void start(Audience hears) {
        audience = hears;
        link.start(new Ears());
        thread.every(TICK_MS, this::tick);
    }

    // From sessions and calls.

    @Override
    public void changed(String user) {
        changed.add(user);
        settleSoon();
    }

    @Override
    public void ended(Hearer hearer) {
        ended.add(hearer);
        settleSoon();
    }

    @Override
    public void watch(Hearer hearer, List<String> users, Consumer<ErrorCode> refused) {
        if (!offer(() -> watchers.watch(hearer, users))) {
            refused.accept(ErrorCode.UNAVAILABLE);
        }
    }

    @Override
    public void typing(Hearer hearer, String chatId, Consumer<ErrorCode> refused) {
        typing.typed(hearer.user(), chatId, refused);
    }

    @Override
    public void membersChanged(MembersChange change) {
        Set<String> here = new HashSet<>(change.users());
        here.retainAll(Set.copyOf(change.told()));
        rosters.told(change.chatId(), here, change.joined());
        shared.forget(change.users());
        offer(() -> watchers.membersChanged(change));
    }

    @Override
    public CompletionStage<Presence> of(String caller, String user) {
        return shared.visible(caller, List.of(user))
                .thenCompose(visible -> visible.contains(user)
                        ? link.read(user).thenApply(Presence::of)
                        : CompletableFuture.completedFuture(Presence.UNKNOWN))
                .exceptionally(failure -> Presence.UNKNOWN);
    }

    // What is measured.

    public int usersHere() {
        return attendance.size();
    }

    public int watchedUsers() {
        return watchlist.size();
    }

    public int watchingConnections() {
        return watchers.size();
    }

    public int queued() {
        return thread.queued();
    }

    public boolean isUp() {
        return link.isUp();
    }

    // The thread.

    private boolean offer(Runnable work) {
        boolean taken = thread.offer(work);
        if (!taken) {
            metrics.dropped();
        }
        return taken;
    }

    private void settleSoon() {
        if (settling.compareAndSet(false, true)) {
            thread.execute(this::settle);
        }
    }

    private void settle() {
        settling.set(false);
        long now = clock.getAsLong();
        ended.removeIf(hearer -> {
            watchers.ended(hearer);
            return true;
        });
        Audience hears = audience;
        for (String user : Set.copyOf(changed)) {
            changed.remove(user);
            attendance.settle(user, hears != null && hears.isHere(user), now);
        }
    }

    private void tick() {
        long now = clock.getAsLong();
        if (ticks++ % BEAT_TICKS == 0) {
            link.beat();
        }
        if (link.isUp()) {
            attendance.refresh(now);
        }
        if (missed.getAndSet(false)) {
            watchlist.readAll();
        }
        watchlist.tick(now);
        watchers.tick();
    }

    private void read(String user, @Nullable Sighting sighting) {
        if (sighting == null) {
            watchlist.unread(user, clock.getAsLong());
        } else {
            watchlist.sighted(user, sighting, clock.getAsLong());
        }
    }

    /** Says at once that nobody is here any more. */
    @Override
    public void close() throws InterruptedException {
        CompletableFuture<Void> said = new CompletableFuture<>();
        thread.execute(() -> {
            settle();
            attendance.clear();
            lastLeave.whenComplete((done, failure) -> said.complete(null));
        });
        said.completeOnTimeout(null, settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .join();
        thread.close();
        link.close();
    }

    private final class Word implements Attendance.Word {
        @Override
        public void here(String user) {
            var unused = link.touch(user).whenComplete((sighting, failure) -> {
                if (failure != null) {
                    thread.execute(() -> attendance.unheard(user));
                } else if (sighting.changed()) {
                    metrics.presencePublished();
                }
            });
        }

        /** When it is not heard, the word that the user is here ends by itself. */
        @Override
        public void gone(String user) {
            lastLeave = link.leave(user).whenComplete((sighting, failure) -> {
                if (failure == null && sighting.changed()) {
                    metrics.presencePublished();
                }
            });
        }
    }

    private final class Source implements Watchlist.Source {
        @Override
        public boolean isUp() {
            return link.isUp();
        }

        @Override
        public void subscribe(Collection<String> users) {
            link.subscribe(users);
        }

        @Override
        public void unsubscribe(Collection<String> users) {
            link.unsubscribe(users);
        }

        @Override
        public void read(String user) {
            reads.want(user);
        }
    }

    private final class Ears implements Link.Listener {
        @Override
        public void up() {
            thread.execute(() -> {
                attendance.forgotten();
                watchlist.up();
            });
        }

        @Override
        public void down() {
            thread.execute(watchlist::down);
        }

        @Override
        public void subscribed(String user) {
            orMissed(offer(() -> watchlist.subscribed(user)));
        }

        @Override
        public void changed(String user, Sighting sighting) {
            metrics.presenceHeard();
            orMissed(offer(() -> {
                if (link.isUp()) {
                    watchlist.sighted(user, sighting, clock.getAsLong());
                }
            }));
        }

        private void orMissed(boolean taken) {
            if (!taken) {
                missed.set(true);
            }
        }

        @Override
        public void typing(TypingNote note) {
            typing.heard(note, audience);
        }
    }
}
