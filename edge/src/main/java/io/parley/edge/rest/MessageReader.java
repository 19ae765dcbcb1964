package io.parley.edge.rest;

import io.parley.edge.content.ContentReader;
import io.parley.edge.rest.ShownMessage.Reaction;
import io.parley.edge.store.ReactionRow;
import io.parley.edge.store.Stages;
import io.parley.edge.store.StoredMessage;
import io.parley.edge.store.Tables;
import io.parley.edge.store.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Opens messages, and adds what answers show beside them: what the ticks show, and the reactions. */
final class MessageReader {
    private final Tables tables;
    private final ContentReader content;

    MessageReader(Tables tables, ContentReader content) {
        this.tables = tables;
        this.content = content;
    }

    /** Who is and was a member, and how far each is. */
    CompletionStage<Ticks> ticks(String chatId) {
        return tables.members(chatId).thenCombine(tables.marks(chatId), Ticks::new);
    }

    /** The messages in their order; ticks are read only when one of them is the caller's own. */
    CompletionStage<List<ShownMessage>> shown(String chatId, int version, List<StoredMessage> messages, String caller) {
        boolean any = messages.stream()
                .anyMatch(message -> caller.equals(message.message().getSender()));
        CompletionStage<Ticks> ticks = any ? ticks(chatId) : CompletableFuture.completedFuture(Ticks.NONE);
        return ticks.thenCompose(known -> shown(chatId, version, messages, caller, known));
    }

    CompletionStage<List<ShownMessage>> shown(
            String chatId, int version, List<StoredMessage> messages, String caller, Ticks ticks) {
        content.open(messages);
        return reactions(chatId, messages).thenApply(rows -> {
            Map<UUID, List<ReactionRow>> byMessage = rows.stream()
                    .filter(row -> row.version() <= version)
                    .collect(Collectors.groupingBy(ReactionRow::msgId));
            return messages.stream()
                    .map(message -> new ShownMessage(
                            message,
                            ticks.status(message, caller),
                            isDeleted(message)
                                    ? List.of()
                                    : counted(byMessage.getOrDefault(message.id(), List.of()), caller)))
                    .toList();
        });
    }

    /** One query for each bucket that the messages lie in. */
    private CompletionStage<List<ReactionRow>> reactions(String chatId, List<StoredMessage> messages) {
        Map<Integer, List<UUID>> byBucket = messages.stream()
                .collect(Collectors.groupingBy(
                        message -> Tables.bucketOf(message.seq()),
                        Collectors.mapping(StoredMessage::id, Collectors.toList())));
        List<CompletionStage<List<ReactionRow>>> queries = new ArrayList<>();
        byBucket.forEach((bucket, ids) -> {
            UUID first = ids.stream().min(Times.ORDER).orElseThrow();
            UUID last = ids.stream().max(Times.ORDER).orElseThrow();
            queries.add(tables.reactions(chatId, bucket, first, last));
        });
        return Stages.all(queries)
                .thenApply(parts -> parts.stream().flatMap(List::stream).toList());
    }

    /** Also when its key was destroyed: then the tables still have its reactions. */
    private static boolean isDeleted(StoredMessage message) {
        return message.message().getDeletedAt() != null;
    }

    /** One message, for who judges by what is left of it. */
    StoredMessage open(StoredMessage message) {
        return content.open(message);
    }

    private static List<Reaction> counted(List<ReactionRow> rows, String caller) {
        Map<String, Reaction> counted = new LinkedHashMap<>();
        rows.stream()
                .sorted(Comparator.comparing(ReactionRow::reactedAt).thenComparing(ReactionRow::emoji))
                .forEach(row -> {
                    Reaction before = counted.getOrDefault(row.emoji(), new Reaction(row.emoji(), 0, false));
                    boolean me = before.me() || row.user().equals(caller);
                    counted.put(row.emoji(), new Reaction(row.emoji(), before.count() + 1, me));
                });
        return List.copyOf(counted.values());
    }
}
