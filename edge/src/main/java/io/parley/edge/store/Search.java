package io.parley.edge.store;

import io.parley.text.TextQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Messages with certain words over many chats, newest first. Chats are looked at from the last active one on, some at
 * once, and no further than the answer needs: when enough is found that is newer than anything in the chats left, those
 * are not asked. So what is common costs a few queries, and what is rare two or three for each of the user's chats.
 */
public final class Search {
    /** Chats that are looked at together, and queries of a search for words that are open at once. */
    private static final int WAVE = 16;

    private final Tables tables;
    private final Executor reading;
    private final UnaryOperator<List<StoredMessage>> opened;

    /**
     * @param reading looks through texts, which the driver's threads must not do
     * @param opened makes what the tables have readable
     */
    public Search(Tables tables, Executor reading, UnaryOperator<List<StoredMessage>> opened) {
        this.tables = tables;
        this.opened = opened;
        this.reading = reading;
    }

    /** A message that was found, and under which sight. */
    public record Hit(Sight sight, StoredMessage message) {}

    /** A page, and whether there is more after it. */
    public record Hits(List<Hit> page, boolean more) {}

    /**
     * @param chats the user's, last active first
     * @param before only what is older; null for all
     */
    public CompletionStage<Hits> run(
            String user, List<UserChatRow> chats, TextQuery query, @Nullable UUID before, int limit) {
        return new Run(user, chats, query, before, limit).next(0);
    }

    private final class Run {
        private final String user;
        private final List<UserChatRow> chats;
        private final TextQuery query;
        private final @Nullable UUID before;
        private final int limit;
        private List<Hit> found = List.of();

        Run(String user, List<UserChatRow> chats, TextQuery query, @Nullable UUID before, int limit) {
            this.user = user;
            this.chats = chats;
            this.query = query;
            this.before = before;
            this.limit = limit;
        }

        CompletionStage<Hits> next(int from) {
            if (from >= chats.size() || isEnough(chats.get(from))) {
                boolean more = found.size() > limit;
                return CompletableFuture.completedFuture(new Hits(more ? found.subList(0, limit) : found, more));
            }
            int to = Math.min(from + WAVE, chats.size());
            List<CompletionStage<List<Hit>>> wave = chats.subList(from, to).stream()
                    .map(chat -> inChat(chat, WAVE / (to - from)))
                    .toList();
            return Stages.all(wave).thenCompose(hits -> {
                hits.forEach(this::add);
                return next(to);
            });
        }

        /** Whether all of the page is newer than the newest message of this chat, and so of those after it. */
        private boolean isEnough(UserChatRow next) {
            return found.size() > limit && found.get(limit).message().stamp() > next.active();
        }

        private void add(List<Hit> hits) {
            List<Hit> all = new ArrayList<>(found);
            all.addAll(hits);
            all.sort(Comparator.comparing((Hit hit) -> hit.message().id(), Times.ORDER.reversed()));
            found = all.size() > limit + 1 ? List.copyOf(all.subList(0, limit + 1)) : all;
        }

        private CompletionStage<List<Hit>> inChat(UserChatRow row, int atOnce) {
            return sight(row.chatId())
                    .thenCompose(sight -> sight.isEmpty()
                            ? CompletableFuture.completedFuture(List.of())
                            : inChat(sight.get(), atOnce));
        }

        private CompletionStage<List<Hit>> inChat(Sight sight, int atOnce) {
            Stretch all = sight.written();
            Stretch within = before == null ? all : new Stretch(all.after(), Times.earlier(before, all.before()));
            Scan.Sought sought = new Scan.Sought(source(sight), message -> isFound(message, query), atOnce);
            return new Scan(tables, sight, within, Order.NEWEST_FIRST, limit + 1, sought)
                    .run()
                    .thenApply(messages -> messages.stream()
                            .map(message -> new Hit(sight, message))
                            .toList());
        }

        private Scan.Source source(Sight sight) {
            String chatId = sight.chat().chatId();
            return (bucket, stretch, most) -> tables.withWords(chatId, bucket, query.words(), stretch, most)
                    .thenApplyAsync(opened, reading);
        }

        /** The chat before the membership, as always: see {@link Sight}. */
        private CompletionStage<Optional<Sight>> sight(String chatId) {
            return tables.chat(chatId)
                    .thenCompose(chat -> chat.isEmpty()
                            ? CompletableFuture.completedFuture(Optional.empty())
                            : tables.member(chatId, user).thenApply(member -> member.filter(MemberRow::isMember)
                                    .map(me -> new Sight(chat.get(), me))));
        }
    }

    private static boolean isFound(StoredMessage message, TextQuery query) {
        String content = message.message().getContent();
        return content != null && !query.marks(content).isEmpty();
    }
}
