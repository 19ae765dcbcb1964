package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Role;
import io.parley.tests.talk.Specification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may what in a group, row by row: ann owns it, bob is an admin, cat and dan are members. */
class RolesTest extends Specification {

    @BeforeEach
    void a_group_with_every_role() {
        given.a_group_of("ann", "bob", "cat", "dan");
        given.that(() -> when.ann.makes("bob", Role.ADMIN).is_done());
    }

    @Test
    void everybody_sends_reacts_reads_and_edits_and_deletes_their_own() {
        for (String name : new String[] {"ann", "bob", "cat"}) {
            when.person(name).sends("of " + name).is_acked();
            when.person(name).reacts("of " + name, "+").is_acked();
            when.person(name).reads("of " + name).is_silent();
            when.person(name).edits("of " + name, "changed").is_acked();
            when.person(name).deletes("of " + name).is_acked();
        }
    }

    @Test
    void nobody_edits_what_another_said() {
        given.said("cat", "hi");

        when.ann.edits("hi", "ho").is_refused("forbidden");
        when.bob.edits("hi", "ho").is_refused("forbidden");
        when.dan.edits("hi", "ho").is_refused("forbidden");
    }

    @Test
    void owner_and_admin_delete_what_another_said_and_members_do_not() {
        given.said("cat", "one", "two");
        given.said("ann", "three");

        when.dan.deletes("one").is_refused("forbidden");
        when.ann.deletes("one").is_acked();
        when.bob.deletes("two").is_acked();
        when.bob.deletes("three").is_acked();
    }

    @Test
    void owner_and_admin_rename_and_members_do_not() {
        when.cat.renames("A").is_refused("forbidden");
        when.bob.renames("B").is_done();
        when.ann.renames("C").is_done();

        assertThat(log().chat(chat()).orElseThrow().getName()).isEqualTo("C");
    }

    @Test
    void owner_and_admin_add_and_members_do_not() {
        when.cat.adds("eve").is_refused("forbidden");
        when.bob.adds("eve").is_done();
        when.ann.adds("fay").is_done();

        assertThat(log().chat(chat()).orElseThrow().getMembers()).isEqualTo(6);
    }

    @Test
    void a_member_removes_nobody() {
        when.cat.removes("ann").is_refused("forbidden");
        when.cat.removes("bob").is_refused("forbidden");
        when.cat.removes("dan").is_refused("forbidden");
    }

    @Test
    void an_admin_removes_members_and_no_others() {
        when.ann.makes("dan", Role.ADMIN).is_done();

        when.bob.removes("ann").is_refused("forbidden");
        when.bob.removes("dan").is_refused("forbidden");
        when.bob.removes("cat").is_done();
    }

    @Test
    void an_owner_removes_anybody() {
        when.ann.removes("bob").is_done();
        when.ann.removes("cat").is_done();

        assertThat(log().chat(chat()).orElseThrow().getMembers()).isEqualTo(2);
    }

    @Test
    void only_the_owner_changes_roles() {
        when.cat.makes("cat", Role.ADMIN).is_refused("forbidden");
        when.bob.makes("cat", Role.ADMIN).is_refused("forbidden");
        when.bob.makes("bob", Role.MEMBER).is_refused("forbidden");
        given.that(() -> {});

        when.ann.makes("cat", Role.ADMIN).is_done();

        then.cat
                .hears(
                        "chat role_changed by ann (cat) Team, v3, 4 members, admin [0]",
                        "* role_changed by ann (cat) [0]")
                .and_nothing_else();
        then.dan
                .hears(
                        "chat role_changed by ann (cat) Team, v3, 4 members, member [0]",
                        "* role_changed by ann (cat) [0]")
                .and_nothing_else();
    }

    @Test
    void a_role_that_is_held_already_changes_nothing() {
        when.ann.makes("bob", Role.ADMIN).is_done();

        then.nobody_hears_anything("ann", "bob", "cat", "dan");
    }

    @Test
    void a_role_of_who_is_no_member_is_no_such_user() {
        when.ann.makes("eve", Role.ADMIN).is_refused("no_such_user");
    }

    @Test
    void handing_ownership_over_makes_the_old_owner_an_admin_in_one_change() {
        when.ann.makes("cat", Role.OWNER).is_done();

        then.cat
                .hears(
                        "chat role_changed by ann (cat ann) Team, v3, 4 members, owner [0]",
                        "* role_changed by ann (cat ann) [0]")
                .and_nothing_else();
        then.ann
                .hears(
                        "chat role_changed by ann (cat ann) Team, v3, 4 members, admin [0]",
                        "* role_changed by ann (cat ann) [0]")
                .and_nothing_else();
        assertThat(log().member(chat(), "ann").orElseThrow().getRole()).isEqualTo(Role.ADMIN);
        assertThat(log().member(chat(), "cat").orElseThrow().getRole()).isEqualTo(Role.OWNER);
        when.ann.makes("dan", Role.ADMIN).is_refused("forbidden");
    }

    @Test
    void everybody_may_leave() {
        when.cat.leaves().is_done();
        when.bob.leaves().is_done();
        when.ann.leaves().is_done();

        assertThat(log().chat(chat()).orElseThrow().getMembers()).isEqualTo(1);
    }

    @Test
    void when_the_owner_leaves_the_longest_standing_admin_follows() {
        when.ann.leaves().is_done();

        then.bob
                .hears(
                        "chat members_removed by ann (ann) Team, v3, 3 members, admin [0]",
                        "* members_removed by ann (ann) [0]")
                .hears(
                        "chat role_changed by ann (bob) Team, v4, 3 members, owner [0]",
                        "* role_changed by ann (bob) [0]")
                .and_nothing_else();
        then.ann
                .hears("chat members_removed by ann (ann) Team, v3, 3 members, gone [0]")
                .and_nothing_else();
        assertThat(log().member(chat(), "bob").orElseThrow().getRole()).isEqualTo(Role.OWNER);
    }

    @Test
    void without_an_admin_the_longest_standing_member_follows() {
        given.that(() -> {
            when.ann.makes("bob", Role.MEMBER).is_done();
            when.ann.removes("bob").is_done();
            when.ann.adds("bob").is_done();
        });

        when.ann.leaves().is_done();

        assertThat(log().member(chat(), "cat").orElseThrow().getRole()).isEqualTo(Role.OWNER);
        assertThat(log().member(chat(), "bob").orElseThrow().getRole()).isEqualTo(Role.MEMBER);
    }

    @Test
    void an_admin_follows_before_a_member_who_is_older() {
        given.that(() -> {
            when.ann.makes("bob", Role.MEMBER).is_done();
            when.ann.makes("dan", Role.ADMIN).is_done();
        });

        when.ann.leaves().is_done();

        assertThat(log().member(chat(), "dan").orElseThrow().getRole()).isEqualTo(Role.OWNER);
    }

    @Test
    void muting_is_everybodys_own() {
        when.cat.mutes().is_done();

        then.cat
                .hears("chat muted by cat Team, v2, 4 members, member, muted [0]")
                .and_nothing_else();
        then.nobody_hears_anything("ann", "bob", "dan");
        assertThat(log().member(chat(), "cat").orElseThrow().getMuted()).isTrue();
        assertThat(then.the_row_of("cat").getMuted()).isTrue();
    }
}
