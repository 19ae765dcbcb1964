package io.parley.edge.rest;

import io.parley.avro.ChatType;
import io.parley.avro.CreateChat;
import io.parley.avro.Done;
import io.parley.avro.RenameChat;
import io.parley.avro.SetMuted;
import io.parley.edge.Limits;
import io.parley.edge.auth.Principal;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.store.Profiles;
import io.parley.edge.store.UserRow;
import io.parley.ids.ChatIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Making, reading and changing a chat. */
final class ChatCalls {
    private final Commands commands;
    private final ChatReader reader;
    private final Freshness freshness;
    private final Profiles profiles;
    private final Limits limits;

    ChatCalls(Commands commands, ChatReader reader, Freshness freshness, Profiles profiles, Limits limits) {
        this.commands = commands;
        this.reader = reader;
        this.freshness = freshness;
        this.profiles = profiles;
        this.limits = limits;
    }

    CompletionStage<HttpAnswer> get(Call call) {
        return answer(call, call.chat(), 200);
    }

    /** The chat with its members, as it is now. */
    CompletionStage<HttpAnswer> answer(Call call, String chatId, int status) {
        return reader.whole(call.caller(), chatId).thenApply(whole -> HttpAnswer.json(status, ChatJson.whole(whole)));
    }

    CompletionStage<HttpAnswer> create(Call call) {
        Body body = Body.of(call.http());
        return switch (body.required("type")) {
            case "direct" -> createDirect(call, body);
            case "group" -> createGroup(call, body);
            default -> throw Refusal.badRequest("type must be direct or group.");
        };
    }

    private CompletionStage<HttpAnswer> createDirect(Call call, Body body) {
        List<String> others = MemberCalls.members(body, limits);
        if (others.size() != 1 || others.get(0).equals(call.user())) {
            throw Refusal.badRequest("members must name exactly one other user.");
        }
        String other = others.get(0);
        return create(call, ChatIds.direct(call.user(), other), ChatType.DIRECT, null, List.of(call.user(), other));
    }

    private CompletionStage<HttpAnswer> createGroup(Call call, Body body) {
        String name = body.shortText("name", limits.nameCodePoints());
        if (name == null) {
            throw Refusal.badRequest("name is missing.");
        }
        String clientId = body.shortText("client_chat_id", limits.clientIdLength());
        List<String> members = new ArrayList<>(List.of(call.user()));
        if (body.has("members")) {
            MemberCalls.members(body, limits).stream()
                    .filter(member -> !member.equals(call.user()))
                    .forEach(members::add);
        }
        MemberCalls.requireRoom(members.size(), limits);
        String chatId =
                ChatIds.group(call.user(), clientId == null ? UUID.randomUUID().toString() : clientId);
        return create(call, chatId, ChatType.GROUP, name, members);
    }

    private CompletionStage<HttpAnswer> create(
            Call call, String chatId, ChatType type, @Nullable String name, List<String> members) {
        return names(call, members)
                .thenCompose(names -> commands.chat(
                        call.caller(), chatId, "create_chat", creation(type, name, members, names), Done.class))
                .thenCompose(done -> visible(call, chatId, done, type == ChatType.GROUP)
                        .thenCompose(shown -> answer(call, chatId, done.getCreated() ? 201 : 200)));
    }

    @SuppressWarnings("NullAway") // direct chats have no name
    private static CreateChat creation(
            ChatType type, @Nullable String name, List<String> members, Map<String, String> names) {
        return new CreateChat(type, name, members, names);
    }

    /** A hint for the first event; a chat is made also when nobody's name can be read. */
    private CompletionStage<Map<String, String>> names(Call call, List<String> members) {
        return profiles.of(members, call.user())
                .exceptionally(unread -> Map.of())
                .thenApply(known -> {
                    Map<String, String> names = new HashMap<>();
                    for (String member : members) {
                        String name =
                                UserCalls.nameOf(known.getOrDefault(member, UserRow.unknown(member)), call.caller());
                        if (name != null) {
                            names.put(member, name);
                        }
                    }
                    return names;
                });
    }

    CompletionStage<HttpAnswer> change(Call call) {
        String chatId = call.chat();
        Body body = Body.of(call.http());
        String name = body.shortText("name", limits.nameCodePoints());
        Boolean muted = body.flag("muted");
        if (name == null && muted == null) {
            throw Refusal.badRequest("name or muted must be given.");
        }
        CompletionStage<?> renamed = name == null
                ? CompletableFuture.completedFuture(true)
                : change(call, chatId, "rename_chat", new RenameChat(name), true);
        return renamed.thenCompose(done -> muted == null
                        ? CompletableFuture.completedFuture(true)
                        : change(call, chatId, "set_muted", new SetMuted(muted), false))
                .thenCompose(done -> answer(call, chatId, 200));
    }

    /**
     * A change of the chat, done once the caller can read it.
     *
     * @param talked whether the caller hears of it in the chat's talk as well
     */
    CompletionStage<Boolean> change(Call call, String chatId, String kind, SpecificRecord command, boolean talked) {
        return commands.chat(call.caller(), chatId, kind, command, Done.class)
                .thenCompose(done -> visible(call, chatId, done, talked));
    }

    /** A change that an app server may make where it is no member: it has no chats of its own that could show it. */
    CompletionStage<Boolean> moderate(Call call, String chatId, String kind, SpecificRecord command, boolean talked) {
        Principal by = call.moderator();
        return commands.chat(by, chatId, kind, command, Done.class)
                .thenCompose(done -> by.service()
                        ? freshness.written(chatId, done.getTold(), done.getStamp())
                        : visible(call, chatId, done, talked));
    }

    private CompletionStage<Boolean> visible(Call call, String chatId, Done done, boolean talked) {
        if (done.getStamp() == 0) {
            return freshness.showsChat(call.user(), chatId);
        }
        return talked
                ? freshness.showsWithTalk(call.user(), chatId, done.getStamp())
                : freshness.shows(call.user(), chatId, done.getTold(), done.getStamp());
    }
}
