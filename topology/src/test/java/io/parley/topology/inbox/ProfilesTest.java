package io.parley.topology.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.SetProfile;
import io.parley.avro.state.Profile;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProfilesTest {

    @Test
    void the_name_in_a_token_holds_until_the_user_sets_one() {
        Profile fromToken = profile(Profiles.named(null, "Ann", 1));
        Profiles.Result again = Profiles.named(fromToken, "Ann", 2);
        Profile set = profile(Profiles.set(fromToken, new SetProfile("Anna", null), 3));
        Profiles.Result later = Profiles.named(set, "Annie", 4);

        assertThat(again).isEqualTo(new Profiles.Result(null, false));
        assertThat(set.getName()).isEqualTo("Anna");
        assertThat(later.told()).isFalse();
        assertThat(profile(later).getStamp()).isEqualTo(set.getStamp());
    }

    @Test
    void null_leaves_and_empty_takes_away() {
        Profile both = profile(Profiles.set(null, new SetProfile("Ann", "https://x"), 1));

        assertThat(Profiles.set(both, new SetProfile(null, null), 2)).isEqualTo(new Profiles.Result(null, false));
        assertThat(profile(Profiles.set(both, new SetProfile(null, ""), 2)).getAvatarUrl())
                .isNull();
    }

    @Test
    void a_name_that_is_none_is_passed_over() {
        assertThat(Profiles.named(null, "", 1).profile()).isNull();
        assertThat(Profiles.named(null, "x".repeat(101), 1).profile()).isNull();
    }

    @Test
    void stamps_rise_when_the_clock_goes_back() {
        Profile first = profile(Profiles.set(null, new SetProfile("Ann", null), 100));

        assertThat(profile(Profiles.set(first, new SetProfile("Bob", null), 1)).getStamp())
                .isGreaterThan(first.getStamp());
    }

    private static Profile profile(Profiles.Result result) {
        return Objects.requireNonNull(result.profile());
    }
}
