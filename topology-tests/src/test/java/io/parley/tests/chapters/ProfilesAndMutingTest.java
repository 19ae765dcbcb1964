package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ProfileFact;
import io.parley.tests.talk.Specification;
import org.junit.jupiter.api.Test;

/** One's own settings: the profile that others see, and chats that one has muted. */
class ProfilesAndMutingTest extends Specification {

    @Test
    void the_name_in_the_token_is_the_name_until_one_sets_another() {
        when.ann.connects_as("Ann A.");
        assertThat(profile("ann").getName()).isEqualTo("Ann A.");

        when.ann.is_called("Annie").is_done();
        assertThat(profile("ann").getName()).isEqualTo("Annie");

        when.ann.connects_as("Ann B.");
        assertThat(profile("ann").getName()).isEqualTo("Annie");
    }

    @Test
    void the_same_name_in_the_token_again_is_no_new_fact() {
        when.ann.connects_as("Ann A.");
        when.ann.connects_as("Ann A.");

        assertThat(log().profiles()).hasSize(1);
    }

    @Test
    void another_name_in_the_token_is_followed_until_one_is_set() {
        when.ann.connects_as("Ann A.");
        when.ann.connects_as("Ann B.");

        assertThat(profile("ann").getName()).isEqualTo("Ann B.");
    }

    @Test
    void a_picture_leaves_the_name_and_an_empty_one_takes_it_away() {
        when.ann.is_called("Annie").is_done();
        when.ann.has_the_picture("https://example.org/a.png").is_done();
        assertThat(profile("ann").getName()).isEqualTo("Annie");
        assertThat(profile("ann").getAvatarUrl()).isEqualTo("https://example.org/a.png");

        when.ann.has_the_picture("").is_done();

        assertThat(profile("ann").getAvatarUrl()).isNull();
        assertThat(profile("ann").getName()).isEqualTo("Annie");
    }

    @Test
    void a_picture_alone_leaves_the_name_of_the_token() {
        when.ann.connects_as("Ann A.");

        when.ann.has_the_picture("https://example.org/a.png").is_done();

        assertThat(profile("ann").getName()).isEqualTo("Ann A.");
    }

    @Test
    void stamps_of_a_profile_rise() {
        when.ann.is_called("A").is_done();
        when.ann.is_called("B").is_done();
        when.ann.is_called("C").is_done();

        assertThat(log().profiles())
                .extracting(ProfileFact::getStamp)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(log().profiles()).allMatch(fact -> log().keyOf(fact).equals("ann"));
    }

    @Test
    void muting_is_told_to_all_of_ones_own_devices_alone() {
        given.a_group_of("ann", "bob");
        when.bob.connects("phone");

        when.bob.mutes().is_done();

        then.bob
                .hears("chat muted by bob Team, v1, 2 members, member, muted [0]")
                .and_nothing_else();
        then.bob
                .on("phone")
                .hears("chat muted by bob Team, v1, 2 members, member, muted [0]")
                .and_nothing_else();
        then.ann.hears_nothing();
    }

    @Test
    void muting_has_no_system_message_and_no_new_version() {
        given.a_group_of("ann", "bob");

        when.bob.mutes().is_done();
        when.ann.sends("hi");

        then.the_talk_is("* created", "hi");
        assertThat(log().messages()).extracting(fact -> fact.getVersion()).containsOnly(1);
    }

    @Test
    void a_muted_chat_is_heard_as_before() {
        given.a_direct_chat_of("ann", "bob");
        given.that(() -> when.bob.mutes().is_done());

        when.ann.sends("hi");

        then.bob.hears("ann: hi [1]").and_nothing_else();
        assertThat(then.the_row_of("bob").getMuted()).isTrue();
        assertThat(then.the_row_of("ann").getMuted()).isFalse();
    }

    @Test
    void unmuting_is_told_the_same_way() {
        given.a_direct_chat_of("ann", "bob");
        given.that(() -> when.bob.mutes().is_done());

        when.bob.unmutes().is_done();

        then.bob.hears("chat muted by bob, v1, 2 members, member [0]").and_nothing_else();
        assertThat(then.the_row_of("bob").getMuted()).isFalse();
    }

    @Test
    void muting_what_is_muted_says_nothing() {
        given.a_direct_chat_of("ann", "bob");
        given.that(() -> when.bob.mutes().is_done());

        when.bob.mutes().is_done();

        then.bob.hears_nothing();
    }

    private ProfileFact profile(String user) {
        return log().profiles().stream()
                .filter(fact -> fact.getUser().equals(user))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
