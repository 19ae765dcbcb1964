package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of one chat when all that anybody saw is put together: its messages in order, and who was in when. */
final class ChatFacts {

    private final String chatId;
    private final TreeMap<Long, Said> bySeq = new TreeMap<>();
    private final Map<String, Said> byId = new HashMap<>();
    private final Set<String> founders = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();
    private boolean direct;
    private @Nullable Map<String, List<Span>> spans;

    ChatFacts(String chatId) {
        this.chatId = chatId;
    }

    String chatId() {
        return chatId;
    }

    void founder(String user) {
        founders.add(user);
    }

    void direct() {
        direct = true;
    }

    boolean isDirect() {
        return direct;
    }

    void deleted(String msgId) {
        deleted.add(msgId);
    }

    boolean isDeleted(Said said) {
        return deleted.contains(said.msgId());
    }

    /** Takes a sight of a message in; tells what it contradicts, if anything. */
    @Nullable
    Said seen(Said said) {
        Said sameSeq = bySeq.putIfAbsent(said.chatSeq(), said);
        Said sameId = byId.putIfAbsent(said.msgId(), said);
        if (sameSeq != null && !sameSeq.equals(said)) {
            return sameSeq;
        }
        return sameId != null && !sameId.equals(said) ? sameId : null;
    }

    Collection<Said> inOrder() {
        return bySeq.values();
    }

    @Nullable
    Said byId(String msgId) {
        return byId.get(msgId);
    }

    /** Where in the chat this message is; 0 when nobody ever saw it. */
    long position(String msgId) {
        Said said = byId.get(msgId);
        return said == null ? 0 : said.chatSeq();
    }

    long head() {
        return bySeq.isEmpty() ? 0 : bySeq.lastKey();
    }

    Set<String> everMembers() {
        return spans().keySet();
    }

    List<Span> spansOf(String user) {
        return spans().getOrDefault(user, List.of());
    }

    boolean mustSee(String user, long chatSeq) {
        return spansOf(user).stream().anyMatch(span -> span.mustSee(chatSeq));
    }

    boolean maySee(String user, long chatSeq) {
        return spansOf(user).stream().anyMatch(span -> span.maySee(chatSeq));
    }

    /** Whether the user was a member right after this message. */
    boolean isIn(String user, long chatSeq) {
        return maySee(user, chatSeq);
    }

    /** Whether the user was a member from the first message to the last. */
    boolean isAlwaysIn(String user) {
        return spansOf(user).stream().anyMatch(span -> span.isOpen() && span.joinedAt() == 0);
    }

    @Nullable
    Span openSpan(String user) {
        return spansOf(user).stream().filter(Span::isOpen).findFirst().orElse(null);
    }

    private Map<String, List<Span>> spans() {
        Map<String, List<Span>> known = spans;
        if (known == null) {
            known = computeSpans();
            spans = known;
        }
        return known;
    }

    private Map<String, List<Span>> computeSpans() {
        Map<String, List<Span>> all = new HashMap<>();
        founders.forEach(user -> join(all, user, 0));
        for (Said said : bySeq.values()) {
            String kind = said.event().path("kind").asText();
            for (JsonNode user : said.event().path("users")) {
                switch (kind) {
                    case "created" -> join(all, user.asText(), 0);
                    case "members_added" -> join(all, user.asText(), said.chatSeq());
                    case "members_removed" -> leave(all, user.asText(), said.chatSeq());
                    default -> {
                        // Roles and names change nobody's membership.
                    }
                }
            }
        }
        return all;
    }

    private static void join(Map<String, List<Span>> all, String user, long chatSeq) {
        List<Span> spans = all.computeIfAbsent(user, u -> new ArrayList<>());
        if (spans.stream().noneMatch(Span::isOpen)) {
            spans.add(new Span(chatSeq, Span.NEVER));
        }
    }

    private static void leave(Map<String, List<Span>> all, String user, long chatSeq) {
        all.computeIfAbsent(user, u -> new ArrayList<>())
                .replaceAll(span -> span.isOpen() ? new Span(span.joinedAt(), chatSeq) : span);
    }
}
