package io.parley.edge.files;

import io.parley.avro.FileRef;
import io.parley.edge.NamedThreads;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of all chats, for the rest of the edge. Owns the threads that wait for the store and for those who upload, and
 * opens the store when it is first asked: an edge that nobody sends files to has none of it.
 */
public final class ChatFiles implements FileClaims, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChatFiles.class);
    private static final long IDLE_SECONDS = 30;

    /** Whether an upload may begin. */
    public enum Entry {
        ENTERED,
        FULL,
        USER_FULL
    }

    private final Supplier<ObjectStore> opening;
    private final FileSettings settings;
    private final long fileBytes;
    private final Clock clock;
    private final UploadGate gate;
    private final ThreadPoolExecutor calls;
    private final ThreadPoolExecutor uploads;
    private final ScheduledExecutorService sweeper;
    private @Nullable ObjectStore store; // under this
    private @Nullable Shelf shelf; // under this
    private @Nullable Intake intake; // under this

    public ChatFiles(FileSettings settings, long fileBytes) {
        this(settings, fileBytes, Clock.systemUTC(), () -> new S3Store(settings));
    }

    ChatFiles(FileSettings settings, long fileBytes, Clock clock, Supplier<ObjectStore> opening) {
        this.opening = opening;
        this.settings = settings;
        this.fileBytes = fileBytes;
        this.clock = clock;
        int most = settings.getInt(FileSettings.UPLOADS);
        this.gate = new UploadGate(most, settings.getInt(FileSettings.UPLOADS_PER_USER));
        this.calls =
                pool("edge-files", settings.getInt(FileSettings.CALLS), settings.getInt(FileSettings.CALLS_QUEUED));
        // The gate lets no more in than there are threads; one that just ends may still be counted.
        this.uploads = pool("edge-upload", most, most);
        this.sweeper = new ScheduledThreadPoolExecutor(1, new NamedThreads("edge-files-sweep"));
    }

    private static ThreadPoolExecutor pool(String name, int threads, int queued) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queued),
                new NamedThreads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private boolean isOff() {
        return settings.getString(FileSettings.BUCKET).isEmpty();
    }

    /** Begins to look for files that no message came for. */
    public void start() {
        if (!isOff()) {
            int pause = settings.getInt(FileSettings.SWEEP);
            var unused = sweeper.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        try {
            int swept = shelf().sweep();
            if (swept > 0) {
                LOG.info("{} files that no message came for are gone", swept);
            }
        } catch (RuntimeException e) {
            LOG.warn("Files that no message came for are kept for now: {}", e.toString());
        }
    }

    public Entry enter(String user) {
        return gate.enter(user);
    }

    /** After {@link #enter}, when the upload has ended in whatever way. */
    public void leave(String user) {
        gate.leave(user);
    }

    /** The threads on which {@link #take} may wait. */
    public Executor uploadThreads() {
        return uploads;
    }

    /**
     * Takes a file in; waits for the client and for the store.
     *
     * @param contentType the call's
     * @param name of a body that is no form
     * @throws IOException when the client is gone
     */
    public FileCard take(
            String user, String chatId, @Nullable String contentType, @Nullable String name, InputStream body)
            throws IOException, UnfitFile {
        return intake().take(new Intake.Head(user, chatId, contentType, name), body);
    }

    public CompletionStage<Optional<FileCard>> find(String chatId, String fileId) {
        return ask(files -> files.card(chatId, fileId));
    }

    /** Whether no message has claimed it yet. */
    public CompletionStage<Boolean> isPending(FileCard card) {
        return ask(files -> files.isPending(card));
    }

    @Override
    public CompletionStage<Optional<FileRef>> claim(String user, String chatId, String fileId) {
        return ask(files -> files.claim(user, chatId, fileId));
    }

    public CompletionStage<FileLinks> links(FileCard card) {
        return ask(files -> files.links(card));
    }

    /** Deletes what the user uploaded to the chat; nothing where there is no store. */
    public CompletionStage<Integer> erase(String user, String chatId) {
        return isOff() ? CompletableFuture.completedFuture(0) : ask(files -> files.erase(user, chatId));
    }

    private <T> CompletionStage<T> ask(Function<Shelf, T> call) {
        try {
            return CompletableFuture.supplyAsync(() -> call.apply(shelf()), calls);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(
                    new FilesUnavailable("Too many calls wait for the object store.", full));
        }
    }

    private synchronized Shelf shelf() {
        if (shelf == null) {
            if (isOff()) {
                throw new FilesUnavailable("This edge has no object store.");
            }
            store = opening.get();
            shelf = new Shelf(store, settings, clock);
        }
        return shelf;
    }

    private synchronized Intake intake() {
        if (intake == null) {
            intake = new Intake(shelf(), settings, fileBytes, clock);
        }
        return intake;
    }

    @Override
    public synchronized void close() {
        sweeper.shutdownNow();
        uploads.shutdownNow();
        calls.shutdownNow();
        if (store != null) {
            store.close();
        }
    }
}
