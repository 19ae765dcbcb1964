package io.parley.edge.session;

import io.parley.avro.ChatCommand;
import io.parley.avro.FileRef;
import io.parley.avro.Origin;
import io.parley.edge.auth.Principal;
import io.parley.edge.auth.Refused;
import io.parley.edge.auth.Verdict;
import io.parley.edge.protocol.ClientFrame;
import io.parley.edge.protocol.ErrorCode;
import io.parley.edge.protocol.Parsed;
import io.parley.edge.protocol.Parsed.Accepted;
import io.parley.edge.protocol.Parsed.Rejection;
import io.parley.edge.protocol.Parsed.Subject;
import io.parley.edge.protocol.ServerFrames;
import io.parley.edge.rates.Rate;
import io.parley.keys.DataKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a session's frames say. Runs on one thread at a time: the one that reads the socket. */
final class FrameActions {
    private static final Logger LOG = LoggerFactory.getLogger(FrameActions.class);

    /** Watched users that weigh as much as one more hint. */
    private static final int USERS_A_HINT = 100;

    private final Session session;
    private final Services services;
    private final BadFrames badFrames;
    private final SendOrder order;

    FrameActions(Session session, Services services) {
        this.session = session;
        this.services = services;
        this.badFrames = new BadFrames(services.settings().badFrames());
        this.order = new SendOrder(services.settings().sendsWaiting());
    }

    void act(Parsed parsed) {
        if (parsed instanceof Rejection rejection) {
            reject(rejection);
        } else if (parsed instanceof Accepted accepted) {
            ClientFrame frame = accepted.frame();
            Traces.within(frame.type(), () -> act(frame, accepted.ref()));
        }
    }

    private void reject(Rejection rejection) {
        services.metrics().received("rejected");
        session.send("error", ServerFrames.error(rejection.code(), rejection.message(), rejection.about()));
        boolean bad = rejection.code() == ErrorCode.BAD_FRAME;
        if (bad && !badFrames.oneMore(services.nanoTime().getAsLong())) {
            session.end(End.BAD_FRAMES);
        }
    }

    private void act(ClientFrame frame, @Nullable String ref) {
        services.metrics().received(frame.type());
        if (frame instanceof ClientFrame.Message message) {
            Subject about = new Subject(ref, message.chatId(), null, message.clientMsgId());
            say(message, about);
        } else if (frame instanceof ClientFrame.Edit edit) {
            Subject about = new Subject(ref, edit.chatId(), edit.msgId(), edit.clientMsgId());
            sendWords(about, origin -> services.commands().edit(edit, session.user(), origin));
        } else if (frame instanceof ClientFrame.Delete delete) {
            Subject about = new Subject(ref, delete.chatId(), delete.msgId(), delete.clientMsgId());
            send(about, origin -> services.commands().delete(delete, session.user(), origin));
        } else if (frame instanceof ClientFrame.React react) {
            Subject about = new Subject(ref, react.chatId(), react.msgId(), react.clientMsgId());
            send(about, origin -> services.commands().react(react, session.user(), origin));
        } else if (frame instanceof ClientFrame.Receipt receipt) {
            receipt(receipt, ref);
        } else if (frame instanceof ClientFrame.Typing typing) {
            Subject about = new Subject(ref, typing.chatId(), null, null);
            if (passes(services.rates().hints(), 1, about)) {
                services.hints().typing(session, typing.chatId(), code -> refused(code, about));
            }
        } else if (frame instanceof ClientFrame.Presence presence) {
            Subject about = new Subject(ref, null, null, null);
            if (passes(services.rates().hints(), 1 + presence.users().size() / USERS_A_HINT, about)) {
                services.hints().watch(session, presence.users(), code -> refused(code, about));
            }
        } else {
            actAlone(frame, ref);
        }
    }

    /** Frames that concern this connection and no chat. */
    private void actAlone(ClientFrame frame, @Nullable String ref) {
        Subject about = new Subject(ref, null, null, null);
        if (frame instanceof ClientFrame.Ping) {
            session.send("pong", ServerFrames.pong(ref));
        } else if (frame instanceof ClientFrame.Active active) {
            session.log().active(active.active(), () -> unavailable(about));
        } else if (frame instanceof ClientFrame.Auth auth) {
            var unused = services.authenticator()
                    .authenticate(auth.token())
                    .thenAccept(verdict -> authenticated(verdict, about));
        }
    }

    private boolean passes(Rate rate, int weight, Subject about) {
        Duration wait = rate.take(session.user(), weight);
        if (!wait.isZero()) {
            session.send("error", ServerFrames.rateLimited(wait, about));
        }
        return wait.isZero();
    }

    private void refused(ErrorCode code, Subject about) {
        String text =
                switch (code) {
                    case NOT_A_MEMBER -> "You are not a member of this chat any more.";
                    case NO_SUCH_CHAT -> "There is no such chat.";
                    default -> "That cannot be done now. Sending again is safe.";
                };
        session.send("error", ServerFrames.error(code, text, about));
    }

    private void say(ClientFrame.Message message, Subject about) {
        String fileId = message.fileId();
        if (fileId == null) {
            sendWords(about, origin -> services.commands().send(message, null, session.user(), origin));
        } else if (passes(services.rates().sends(), 1, about)) {
            CompletionStage<Optional<FileRef>> claim = services.files().claim(session.user(), message.chatId(), fileId);
            boolean waits = services.content().seals()
                    ? order.add(
                            claim.thenCombine(services.content().keyOf(session.user()), Claimed::new),
                            (it, failure) -> claimed(
                                    message,
                                    it == null ? null : it.file(),
                                    it == null ? null : it.key(),
                                    failure,
                                    about))
                    : order.add(claim, (file, failure) -> claimed(message, file, null, failure, about));
            if (!waits) {
                unavailable(about);
            }
        }
    }

    private record Claimed(Optional<FileRef> file, DataKey key) {}

    private void claimed(
            ClientFrame.Message message,
            @Nullable Optional<FileRef> file,
            @Nullable DataKey key,
            @Nullable Throwable failure,
            Subject about) {
        if (file == null) {
            LOG.debug("A file could not be claimed", failure);
            String text = "The object store, or the key to encrypt with, cannot be reached now. Sending again is safe.";
            session.send("error", ServerFrames.error(ErrorCode.UNAVAILABLE, text, about));
        } else if (file.isEmpty()) {
            String text = "There is no such file in this chat.";
            session.send("error", ServerFrames.error(ErrorCode.NO_SUCH_FILE, text, about));
        } else {
            Function<Origin, ChatCommand> command =
                    origin -> services.commands().send(message, file.get(), session.user(), origin);
            toBus(
                    about,
                    key == null
                            ? command
                            : command.andThen(plain -> services.content().seal(plain, key)));
        }
    }

    private void sendWords(Subject about, Function<Origin, ChatCommand> command) {
        if (!services.content().seals()) {
            send(about, command);
        } else if (passes(services.rates().sends(), 1, about)
                && !order.add(
                        services.content().keyOf(session.user()),
                        (key, failure) -> sealed(about, command, key, failure))) {
            unavailable(about);
        }
    }

    private void sealed(
            Subject about, Function<Origin, ChatCommand> command, @Nullable DataKey key, @Nullable Throwable failure) {
        if (key == null) {
            LOG.warn("A message cannot be encrypted now: {}", String.valueOf(failure));
            String text = "The key to encrypt with cannot be had now. Sending again is safe.";
            session.send("error", ServerFrames.error(ErrorCode.UNAVAILABLE, text, about));
        } else {
            toBus(about, command.andThen(plain -> services.content().seal(plain, key)));
        }
    }

    private void send(Subject about, Function<Origin, ChatCommand> command) {
        if (passes(services.rates().sends(), 1, about) && !order.add(() -> toBus(about, command))) {
            unavailable(about);
        }
    }

    private void toBus(Subject about, Function<Origin, ChatCommand> command) {
        ChatCommand made = command.apply(origin(about.ref()));
        services.receipts().sendBefore(made.getChatId());
        services.bus().send(made, () -> unavailable(about));
    }

    private void receipt(ClientFrame.Receipt receipt, @Nullable String ref) {
        Subject about = new Subject(ref, receipt.chatId(), receipt.msgId(), null);
        ChatCommand command = services.commands().receipt(receipt, session.user(), origin(ref));
        services.receipts()
                .take(command, () -> unavailable(about), services.nanoTime().getAsLong());
    }

    private void authenticated(Verdict verdict, Subject about) {
        if (verdict instanceof Principal principal && isOfSession(principal)) {
            session.renew(principal);
            session.send("authed", ServerFrames.authed(principal.expiresAt(), about.ref()));
        } else {
            String why =
                    verdict instanceof Refused refused ? refused.message() : "The token is not one of this user's.";
            boolean noKeys =
                    verdict instanceof Refused refused && refused.code().equals(ErrorCode.UNAVAILABLE.wire());
            ErrorCode code = noKeys ? ErrorCode.UNAVAILABLE : ErrorCode.UNAUTHORIZED;
            session.send("error", ServerFrames.error(code, why, about));
        }
    }

    private boolean isOfSession(Principal principal) {
        return !principal.service() && principal.user().equals(session.user());
    }

    private void unavailable(Subject about) {
        String text = "The log cannot be reached now. Sending again is safe.";
        session.send("error", ServerFrames.error(ErrorCode.UNAVAILABLE, text, about));
    }

    /** A connection's request number is the time it was made, so that the answer tells how long it took. */
    private Origin origin(@Nullable String ref) {
        Session.Opening opening = session.opening();
        return Origin.newBuilder()
                .setSlot(opening.holding().slot())
                .setEpoch(opening.holding().epoch())
                .setConnection(opening.id())
                .setRequest(services.nanoTime().getAsLong())
                .setRef(ref)
                .build();
    }
}
