package io.parley.edge.rest;

import io.parley.edge.Limits;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.store.Search;
import io.parley.edge.store.Stages;
import io.parley.edge.store.StoredMessage;
import io.parley.edge.store.Tables;
import io.parley.edge.store.UserChatRow;
import io.parley.ids.Ids;
import io.parley.ids.TimeUuid;
import io.parley.text.TextQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Full text over the caller's chats. So many searches at once as the limit says; more are told to come again. */
final class SearchCalls {
    private static final String CURSOR = "m1:";

    private final Tables tables;
    private final ChatReader reader;
    private final MessageReader messages;
    private final Search search;
    private final Limits limits;
    private final Semaphore running;

    SearchCalls(Reads reads, Search search, Limits limits) {
        this.tables = reads.tables();
        this.reader = reads.chats();
        this.messages = reads.messages();
        this.search = search;
        this.limits = limits;
        this.running = new Semaphore(limits.searches());
    }

    CompletionStage<HttpAnswer> search(Call call) {
        String text = text(call);
        int limit = call.limit(limits.pageDefault(), limits.pageMax());
        UUID before = position(call.parameter("cursor"));
        CompletionStage<List<UserChatRow>> chats = chats(call);
        Optional<TextQuery> query = TextQuery.of(text);
        if (query.isEmpty()) {
            return chats.thenApply(any -> answer(List.of(), query, null));
        }
        if (!running.tryAcquire()) {
            throw Refusal.unavailable("Too many searches at once; try again.");
        }
        return chats.thenCompose(rows -> search.run(call.user(), rows, query.get(), before, limit))
                .whenComplete((hits, failure) -> running.release())
                .thenCompose(hits -> shown(hits.page(), call.user())
                        .thenApply(shown -> answer(shown, query, hits.more() ? last(hits) : null)));
    }

    private String text(Call call) {
        String text = call.parameter("q");
        if (text == null || text.isBlank() || text.codePointCount(0, text.length()) > limits.queryCodePoints()) {
            throw Refusal.badRequest("q must have 1 to " + limits.queryCodePoints() + " characters.");
        }
        return text;
    }

    /** The one that is named, or all of the caller's, last active first. */
    private CompletionStage<List<UserChatRow>> chats(Call call) {
        String chatId = call.parameter("chat_id");
        if (chatId == null) {
            return tables.userChats(call.user()).thenApply(rows -> rows.stream()
                    .filter(UserChatRow::member)
                    .sorted(Cursor.LAST_ACTIVE_FIRST)
                    .toList());
        }
        if (!Ids.isValid(chatId)) {
            throw Refusal.badRequest("chat_id must be 1 to 64 of A-Z a-z 0-9 _ - .");
        }
        return reader.sight(call.user(), chatId).thenApply(sight -> List.of(ChatReader.nothing(chatId)));
    }

    /** Reactions and ticks chat by chat, in the order of the page. */
    private CompletionStage<List<ShownMessage>> shown(List<Search.Hit> page, String caller) {
        Map<String, List<Search.Hit>> byChat = new LinkedHashMap<>();
        page.forEach(hit -> byChat.computeIfAbsent(hit.sight().chat().chatId(), id -> new ArrayList<>())
                .add(hit));
        List<CompletionStage<List<ShownMessage>>> parts = new ArrayList<>();
        byChat.forEach((chatId, hits) -> parts.add(messages.shown(
                chatId,
                hits.get(0).sight().chat().version(),
                hits.stream().map(Search.Hit::message).toList(),
                caller)));
        return parts.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : Stages.all(parts).thenApply(shown -> inOrder(page, shown));
    }

    private static List<ShownMessage> inOrder(List<Search.Hit> page, List<List<ShownMessage>> shown) {
        Map<UUID, ShownMessage> byId = new HashMap<>();
        shown.forEach(part -> part.forEach(one -> byId.put(one.message().id(), one)));
        List<ShownMessage> ordered = new ArrayList<>();
        for (Search.Hit hit : page) {
            ShownMessage one = byId.get(hit.message().id());
            if (one != null) {
                ordered.add(one);
            }
        }
        return ordered;
    }

    private static HttpAnswer answer(List<ShownMessage> page, Optional<TextQuery> query, @Nullable UUID last) {
        return Answers.ok(json -> {
            json.writeArrayFieldStart("results");
            for (ShownMessage shown : page) {
                json.writeStartObject();
                json.writeObjectFieldStart("message");
                ChatJson.message(json, shown);
                json.writeEndObject();
                json.writeArrayFieldStart("marks");
                for (TextQuery.Mark mark : marks(query, shown.message())) {
                    json.writeArray(new int[] {mark.start(), mark.end()}, 0, 2);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            ChatJson.next(json, "next_cursor", last == null ? null : cursor(last));
        });
    }

    private static List<TextQuery.Mark> marks(Optional<TextQuery> query, StoredMessage message) {
        String content = message.message().getContent();
        return query.isEmpty() || content == null ? List.of() : query.get().marks(content);
    }

    private static UUID last(Search.Hits hits) {
        return hits.page().get(hits.page().size() - 1).message().id();
    }

    private static String cursor(UUID id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((CURSOR + id).getBytes(StandardCharsets.US_ASCII));
    }

    private static @Nullable UUID position(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            UUID id = text.startsWith(CURSOR) ? TimeUuid.parse(text.substring(CURSOR.length())) : null;
            if (id != null) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw Cursor.notOurs();
        }
        throw Cursor.notOurs();
    }
}
