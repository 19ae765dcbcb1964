package io.parley.edge.presence;

import io.parley.edge.store.MemberRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may type in a chat and see it.
 *
 * @param former who was a member once
 * @param blocked whether one of a direct chat has blocked the other
 */
record Roster(Set<String> members, Set<String> former, boolean blocked) {

    static Roster of(List<MemberRow> rows) {
        Set<String> members = new HashSet<>();
        Set<String> former = new HashSet<>();
        boolean blocked = false;
        for (MemberRow row : rows) {
            (row.isMember() ? members : former).add(row.user());
            blocked |= row.blocked();
        }
        return new Roster(members, former, blocked);
    }

    int size() {
        return members.size() + former.size();
    }
}
