package io.parley.edge.store;

import io.parley.avro.FileRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one user may see of a chat: what was said while they were a member, as far as it is written whole, and under a
 * version of the chat that is known. A message of a later version may come after a removal that the tables do not show
 * yet, so it waits.
 */
public record Sight(ChatRow chat, MemberRow member) {

    public boolean shows(StoredMessage message) {
        return message.seq() > 0
                && message.version() <= chat.version()
                && message.stamp() <= chat.upto().messages()
                && member.was(message.stamp());
    }

    /** Whether the user may see what this message carries: a deleted one carries nothing. */
    public boolean shows(StoredMessage message, String fileId) {
        FileRef file = message.message().getFile();
        return file != null && file.getFileId().equals(fileId) && shows(message);
    }

    /** The user's stretches of the chat's time within this one, in that order. */
    List<Stretch> stretches(Stretch within, Order order) {
        List<Stretch> stretches = new ArrayList<>();
        for (Tenure tenure : member.tenures()) {
            Stretch stretch = stretch(tenure).within(within);
            if (!stretch.isEmpty()) {
                stretches.add(stretch);
            }
        }
        if (order == Order.NEWEST_FIRST) {
            Collections.reverse(stretches);
        }
        return stretches;
    }

    /** All of the chat's time that is written. */
    Stretch written() {
        return new Stretch(Times.before(0L), Times.before(chat.upto().messages() + 1));
    }

    /** Whether the user has been a member, without a break, since the chat was made. */
    boolean sinceTheBeginning() {
        return member.tenures().size() == 1
                && member.tenures().get(0).from() / 1_000 <= chat.createdAt().toEpochMilli()
                && member.isMember();
    }

    private Stretch stretch(Tenure tenure) {
        long end = Math.min(tenure.to(), chat.upto().messages() + 1);
        return new Stretch(Times.before(tenure.from()), Times.before(end));
    }
}
