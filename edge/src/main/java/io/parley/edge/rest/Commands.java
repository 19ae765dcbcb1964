package io.parley.edge.rest;

import io.parley.avro.ChatCommand;
import io.parley.avro.Done;
import io.parley.avro.Erase;
import io.parley.avro.MarkDelivered;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.ReportMessage;
import io.parley.avro.Revoke;
import io.parley.avro.SetProfile;
import io.parley.avro.UserCommand;
import io.parley.edge.auth.Principal;
import io.parley.edge.bus.CommandBus;
import io.parley.edge.content.ContentWriter;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecord;

/** Sends what a call wants done to the log, and turns a rejection into a problem document. */
final class Commands {
    private final CommandBus bus;
    private final ContentWriter content;
    private final Clock clock;

    Commands(CommandBus bus, ContentWriter content, Clock clock) {
        this.bus = bus;
        this.content = content;
        this.clock = clock;
    }

    /** The result of the command, an {@code Ack} or a {@code Done}. */
    <T> CompletionStage<T> chat(Principal caller, String chatId, String kind, SpecificRecord command, Class<T> result) {
        return content.sealed(ofChat(caller, chatId, kind, command))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        Refusal.unavailable("The key to encrypt with cannot be had now. Sending again is safe.")))
                .thenCompose(bus::submit)
                .thenApply(reply -> outcome(reply, result));
    }

    CompletionStage<Done> report(Principal caller, String chatId, ReportMessage report) {
        ChatCommand raw = ofChat(caller, chatId, "report", new MarkDelivered(report.getMsgId()));
        raw.setReport(report);
        return bus.submit(raw).thenApply(reply -> outcome(reply, Done.class));
    }

    private ChatCommand ofChat(Principal caller, String chatId, String kind, SpecificRecord command) {
        ChatCommand raw = new ChatCommand();
        raw.setEventId(UUID.randomUUID().toString());
        raw.setKind(kind);
        raw.setEventTime(clock.instant());
        raw.setChatId(chatId);
        raw.setUser(caller.user());
        raw.setService(service(caller));
        raw.setCommand(command);
        return raw;
    }

    <T> CompletionStage<T> user(Principal caller, String kind, SpecificRecord command, Class<T> result) {
        return bus.submit(command(caller, caller.user(), kind, command)).thenApply(reply -> outcome(reply, result));
    }

    private UserCommand command(Principal caller, String user, String kind, SpecificRecord command) {
        UserCommand raw = new UserCommand();
        raw.setEventId(UUID.randomUUID().toString());
        raw.setKind(kind);
        raw.setEventTime(clock.instant());
        raw.setUser(user);
        raw.setService(service(caller));
        raw.setCommand(command);
        return raw;
    }

    /** What an app server wants done about a user who need not be the one for whom it calls. */
    CompletionStage<Done> revoke(Principal caller, String user, Revoke revoke) {
        UserCommand raw = command(caller, user, "revoke", new SetProfile());
        raw.setRevoke(revoke);
        return bus.submit(raw).thenApply(reply -> outcome(reply, Done.class));
    }

    @SuppressWarnings("NullAway") // null is an erasure that begins
    CompletionStage<Done> erase(Principal caller, String user) {
        UserCommand raw = command(caller, user, "erase", new SetProfile());
        raw.setErase(new Erase(null));
        return bus.submit(raw).thenApply(reply -> outcome(reply, Done.class));
    }

    @SuppressWarnings("NullAway") // a field that may be null, which the generated setter does not say
    private static String service(Principal caller) {
        return caller.service() ? caller.subject() : null;
    }

    private static <T> T outcome(Reply reply, Class<T> result) {
        if (reply.getResult() instanceof Rejected rejected) {
            throw refusal(rejected);
        }
        return result.cast(reply.getResult());
    }

    private static Refusal refusal(Rejected rejected) {
        String code = rejected.getCode();
        int status =
                switch (code) {
                    case "unauthorized" -> 401;
                    case "forbidden", "not_a_member", "blocked" -> 403;
                    case "conflict" -> 409;
                    case "bad_request", "too_large" -> 422;
                    case "rate_limited" -> 429;
                    case "unavailable" -> 503;
                    default -> code.startsWith("no_such_") ? 404 : 503;
                };
        return Refusal.of(status, code, rejected.getMessage());
    }
}
