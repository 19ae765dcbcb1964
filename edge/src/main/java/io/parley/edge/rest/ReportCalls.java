package io.parley.edge.rest;

import io.parley.avro.ReportMessage;
import io.parley.edge.Limits;
import io.parley.edge.http.HttpAnswer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Telling those who moderate of a message. What a reason may be is decided behind the log, where the report is. */
final class ReportCalls {
    private final Commands commands;
    private final Limits limits;

    ReportCalls(Commands commands, Limits limits) {
        this.commands = commands;
        this.limits = limits;
    }

    CompletionStage<HttpAnswer> report(Call call) {
        String chatId = call.chat();
        String msgId = call.message().toString();
        Body body = Body.of(call.http());
        String text = body.shortText("text", limits.reportCodePoints());
        ReportMessage report = report(msgId, body.required("reason"), text);
        return commands.report(call.caller(), chatId, report).thenApply(done -> Answers.nothing());
    }

    @SuppressWarnings("NullAway") // who says nothing of it
    private static ReportMessage report(String msgId, String reason, @Nullable String text) {
        return new ReportMessage(msgId, reason, text);
    }
}
