package io.parley.edge.rest;

import io.parley.edge.Limits;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.store.Stages;
import io.parley.edge.store.Tables;
import io.parley.edge.store.UserChatRow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The list of the caller's chats. */
final class ChatListCalls {
    private final Tables tables;
    private final ChatReader reader;
    private final Freshness freshness;
    private final Limits limits;

    ChatListCalls(Tables tables, ChatReader reader, Freshness freshness, Limits limits) {
        this.tables = tables;
        this.reader = reader;
        this.freshness = freshness;
        this.limits = limits;
    }

    CompletionStage<HttpAnswer> list(Call call) {
        int limit = call.limit(limits.pageDefault(), limits.pageMax());
        Cursor cursor = Cursor.parse(call.parameter("cursor"));
        Long minSeq = call.minSeq();
        CompletionStage<Long> reflected =
                minSeq == null ? tables.asOf(call.user()) : freshness.reflects(call.user(), minSeq);
        return reflected.thenCompose(asOf -> tables.userChats(call.user()).thenCompose(rows -> {
            List<UserChatRow> rest = rows.stream()
                    .filter(row -> row.member() && (cursor == null || cursor.isBefore(row)))
                    .sorted(Cursor.LAST_ACTIVE_FIRST)
                    .toList();
            List<UserChatRow> page = rest.subList(0, Math.min(limit, rest.size()));
            String next = rest.size() > limit ? Cursor.of(page.get(limit - 1)).text() : null;
            return page(call, page, minSeq != null).thenApply(chats -> answer(chats, asOf, next));
        }));
    }

    private CompletionStage<Page> page(Call call, List<UserChatRow> rows, boolean strict) {
        return Stages.all(rows.stream().map(row -> one(call, row)).toList()).thenApply(entries -> {
            boolean whole = entries.stream().noneMatch(Entry::late);
            if (strict && !whole) {
                throw Refusal.unavailable("The tables have not reached min_seq yet.");
            }
            return new Page(
                    entries.stream().flatMap(entry -> entry.shown().stream()).toList(), whole);
        });
    }

    private CompletionStage<Entry> one(Call call, UserChatRow row) {
        return freshness.covering(row.chatId(), row.told()).thenCompose(covering -> {
            boolean late = covering.isEmpty();
            return (late ? tables.chat(row.chatId()) : CompletableFuture.completedFuture(covering))
                    .thenCompose(chat -> chat.isEmpty()
                            ? CompletableFuture.completedFuture(Optional.<Shown>empty())
                            : reader.listed(call.caller(), chat.get(), row))
                    .thenApply(shown -> new Entry(shown, late));
        });
    }

    /** With a chat that lags behind what the caller was told, the answer reflects no {@code seq} for sure. */
    private static HttpAnswer answer(Page page, long asOf, @Nullable String next) {
        return Answers.ok(json -> {
            json.writeArrayFieldStart("chats");
            for (Shown shown : page.chats()) {
                json.writeStartObject();
                ChatJson.chat(json, shown);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("as_of", page.whole() ? asOf : 0);
            ChatJson.next(json, "next_cursor", next);
        });
    }

    private record Entry(Optional<Shown> shown, boolean late) {}

    private record Page(List<Shown> chats, boolean whole) {}
}
