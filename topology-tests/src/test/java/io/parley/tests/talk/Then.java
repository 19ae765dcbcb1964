package io.parley.tests.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.Message;
import java.util.List;

/** What must be so then. */
public final class Then extends People<Listener> {
    private final Stage stage;

    Then(Stage stage) {
        super(name -> new Listener(stage, name));
        this.stage = stage;
    }

    public void nobody_hears_anything(String... names) {
        for (String name : names) {
            person(name).hears_nothing();
        }
    }

    /** The chat's messages in the log, system ones as {@code * kind}. */
    public void the_talk_is(String... said) {
        assertThat(stage.world().log().talk(stage.chat()).map(Message::getMsgId))
                .extracting(id -> Lines.said(stage.world().log(), id))
                .containsExactly(said);
    }

    /** The newest numbers of a user in the chat, as the tables will show them. */
    public ChangeEntry the_row_of(String user) {
        List<ChangeEntry> rows = stage.world().log().changes().stream()
                .filter(change -> change.getChange() instanceof ChatChange of
                        && of.getChatId().equals(stage.chat()))
                .flatMap(change -> ((ChatChange) change.getChange()).getEntries().stream())
                .filter(entry -> entry.getUser().equals(user))
                .toList();
        assertThat(rows).as("rows of " + user).isNotEmpty();
        return rows.get(rows.size() - 1);
    }

    public void the_unread_of(String user, int unread, int mentions) {
        assertThat(the_row_of(user).getUnread()).as("unread of " + user).isEqualTo(unread);
        assertThat(the_row_of(user).getMentions()).as("mentions of " + user).isEqualTo(mentions);
    }
}
