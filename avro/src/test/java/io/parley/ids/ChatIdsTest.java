package io.parley.ids;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class ChatIdsTest {

    @Test
    void two_users_have_one_direct_chat_whoever_asks() {
        assertThat(ChatIds.direct("ann", "bob")).isEqualTo(ChatIds.direct("bob", "ann"));
        assertThat(ChatIds.direct("ann", "bob")).isNotEqualTo(ChatIds.direct("ann", "bo"));
        assertThat(ChatIds.isDirect(ChatIds.direct("ann", "bob"))).isTrue();
    }

    @Test
    void a_group_is_its_callers_and_its_names() {
        assertThat(ChatIds.group("ann", "1")).isEqualTo(ChatIds.group("ann", "1"));
        assertThat(ChatIds.group("ann", "1")).isNotEqualTo(ChatIds.group("bob", "1"));
        assertThat(ChatIds.group("a", "b1")).isNotEqualTo(ChatIds.group("ab", "1"));
        assertThat(ChatIds.isDirect(ChatIds.group("ann", "1"))).isFalse();
    }

    @Test
    void both_are_well_formed_ids() {
        assertThat(Ids.isValid(ChatIds.direct("ann", "bob"))).isTrue();
        assertThat(Ids.isValid(ChatIds.group("ann", "ü 1"))).isTrue();
    }

    @Test
    void ids_have_1_to_64_of_their_characters() {
        assertThat(Ids.isValid("a".repeat(64))).isTrue();
        assertThat(Ids.isValid("A-z_0.9")).isTrue();
        assertThat(Ids.isValid("a".repeat(65))).isFalse();
        assertThat(Ids.isValid("")).isFalse();
        assertThat(Ids.isValid(null)).isFalse();
        assertThat(Ids.isValid("a/b")).isFalse();
        assertThat(Ids.isValid("ä")).isFalse();
    }

    @Test
    void homes_are_where_kafkas_own_partitioner_puts_a_key() {
        for (int i = 0; i < 1_000; i++) {
            String key = "user-" + i;

            int shard = Placement.murmur2(7).shardOf(key);

            assertThat(shard)
                    .isEqualTo(BuiltInPartitioner.partitionForKey(
                            key.getBytes(java.nio.charset.StandardCharsets.UTF_8), 7));
        }
    }
}
