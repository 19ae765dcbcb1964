package io.parley.edge.bus;

import io.parley.avro.ChatCommand;
import io.parley.avro.CreateChat;
import io.parley.avro.EditMessage;
import io.parley.avro.Mark;
import io.parley.avro.Message;
import io.parley.avro.MessageFacts;
import io.parley.avro.ReportMessage;
import io.parley.avro.SendMessage;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** About how many bytes an event holds in memory while it waits: what clients can make large is counted. */
final class Weight {
    private static final int ANY = 512;
    private static final int AN_ID = 88;
    private static final int A_CHAR = 2;
    private static final int A_MARK = 320;

    private Weight() {}

    static int of(SpecificRecord value) {
        return ANY
                + (value instanceof ChatCommand command
                        ? ofCommand(command.getCommand())
                                + ofReport(command.getReport(), command.getFacts())
                                + ofMarks(command.getMoreMarks())
                        : 0);
    }

    private static int ofMarks(@Nullable List<Mark> marks) {
        return marks == null ? 0 : A_MARK * marks.size();
    }

    private static int ofReport(@Nullable ReportMessage report, @Nullable MessageFacts facts) {
        Message words = facts == null ? null : facts.getMessage();
        return (report == null ? 0 : chars(report.getText()))
                + (words == null ? 0 : chars(words.getContent()) + chars(words.getData()));
    }

    private static int ofCommand(Object command) {
        if (command instanceof SendMessage send) {
            return chars(send.getContent())
                    + chars(send.getData())
                    + AN_ID * send.getMentions().size();
        } else if (command instanceof EditMessage edit) {
            int mentions = edit.getMentions() == null ? 0 : edit.getMentions().size();
            return chars(edit.getContent()) + AN_ID * mentions;
        } else if (command instanceof CreateChat create) {
            return AN_ID * create.getMembers().size();
        }
        return 0;
    }

    private static int chars(@Nullable String text) {
        return text == null ? 0 : A_CHAR * text.length();
    }
}
