package io.parley.topology.inbox;

import io.parley.avro.SetProfile;
import io.parley.avro.state.Profile;
import io.parley.topology.DisplayName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who a user is to others. The name in the token holds until the user sets one. */
final class Profiles {
    private static final long MICROS = 1_000;
    private static final Profile UNKNOWN = new Profile(null, null, null, 0L);

    private Profiles() {}

    /**
     * @param profile the row after it; null when nothing changed
     * @param told whether others see a change
     */
    record Result(@Nullable Profile profile, boolean told) {}

    static Result named(@Nullable Profile before, @Nullable String tokenName, long time) {
        Profile known = before == null ? UNKNOWN : before;
        if (tokenName == null || !DisplayName.isValid(tokenName) || tokenName.equals(known.getTokenName())) {
            return new Result(null, false);
        }
        boolean told = known.getName() == null;
        long stamp = told ? nextStamp(known, time) : known.getStamp();
        return new Result(new Profile(known.getName(), known.getAvatarUrl(), tokenName, stamp), told);
    }

    static Result set(@Nullable Profile before, SetProfile set, long time) {
        Profile known = before == null ? UNKNOWN : before;
        String name = set.getName() == null ? known.getName() : set.getName();
        String avatar = set.getAvatarUrl() == null ? known.getAvatarUrl() : emptyToNull(set.getAvatarUrl());
        boolean same = Objects.equals(name, known.getName()) && Objects.equals(avatar, known.getAvatarUrl());
        return same
                ? new Result(null, false)
                : new Result(new Profile(name, avatar, known.getTokenName(), nextStamp(known, time)), true);
    }

    /** Nothing is left of it, the name in the token neither. */
    static Result clear(@Nullable Profile before, long time) {
        return before == null
                ? new Result(null, false)
                : new Result(new Profile(null, null, null, nextStamp(before, time)), true);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static long nextStamp(Profile before, long time) {
        return Math.max(before.getStamp() + 1, time * MICROS);
    }
}
