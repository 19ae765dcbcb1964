package io.parley.edge.rest;

import io.parley.edge.store.MarkRow;
import io.parley.edge.store.MemberRow;
import io.parley.edge.store.StoredMessage;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the ticks of a message show: how far those have it who were members at it and are so now. */
final class Ticks {
    /** Where nothing is known of anybody. */
    static final Ticks NONE = new Ticks(List.of(), List.of());

    private final List<MemberRow> members;
    private final Map<String, MarkRow> marks;

    Ticks(List<MemberRow> members, List<MarkRow> marks) {
        this.members = members;
        this.marks = marks.stream().collect(Collectors.toMap(MarkRow::user, Function.identity()));
    }

    @Nullable
    MarkRow markOf(String user) {
        return marks.get(user);
    }

    List<MemberRow> members() {
        return members;
    }

    /** {@code sent}, {@code delivered} or {@code read}; null for a message of somebody else. */
    @Nullable
    String status(StoredMessage message, String caller) {
        if (!caller.equals(message.message().getSender())) {
            return null;
        }
        List<MarkRow> others = members.stream()
                .filter(member -> member.isMember() && !member.user().equals(caller) && member.was(message.stamp()))
                .map(member -> marks.getOrDefault(member.user(), new MarkRow(member.user(), null, null, null, null)))
                .toList();
        if (others.isEmpty()) {
            return "sent";
        }
        if (others.stream().allMatch(mark -> mark.hasRead(message.stamp()))) {
            return "read";
        }
        return others.stream().allMatch(mark -> mark.hasDelivered(message.stamp())) ? "delivered" : "sent";
    }
}
