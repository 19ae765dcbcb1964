package io.parley.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.avro.ChatType;
import io.parley.avro.CreateChat;
import io.parley.avro.Done;
import io.parley.avro.KeyFact;
import io.parley.avro.RegisterDevice;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.SendMessage;
import io.parley.avro.SetProfile;
import io.parley.avro.UserChange;
import io.parley.ids.ChatIds;
import io.parley.ids.Placement;
import io.parley.topology.state.TalkStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What talk decides of users' keys and erasures: one key at a time, and what was erased stays so. */
class ErasureTest {
    private final Driver talk = new Driver(TalkConfig.defaults(), Placement.murmur2(1));

    @AfterEach
    void close() {
        talk.close();
    }

    private List<Object> answers() {
        return talk.told(Reply.class).stream().map(Reply::getResult).toList();
    }

    private List<Long> stamps() {
        return answers().stream().map(answer -> ((Done) answer).getStamp()).toList();
    }

    private List<KeyFact> facts() {
        return talk.keys().stream().map(TestRecord::value).toList();
    }

    @Test
    void two_proposals_give_one_key_and_both_are_answered_with_it() {
        talk.propose("ann", "ann/0/one", "w1");
        talk.propose("ann", "ann/0/two", "w2");

        List<KeyFact> facts = facts();
        assertThat(facts)
                .extracting("kind", "user", "key_id", "wrapped")
                .containsExactly(tuple("key", "ann", "ann/0/one", "w1"));
        assertThat(stamps())
                .containsExactly(facts.get(0).getStamp(), facts.get(0).getStamp());
    }

    @Test
    void a_key_of_somebody_else_is_none() {
        talk.propose("ann", "bob/0/one", "w1");
        talk.propose("ann", "ann/7/one", "w1");

        assertThat(answers())
                .extracting(answer -> ((Rejected) answer).getCode())
                .containsExactly("conflict", "conflict");
        assertThat(talk.keys()).isEmpty();
    }

    @Test
    void erasing_takes_key_tokens_devices_and_profile_in_one_decision() {
        talk.propose("ann", "ann/0/one", "w1");
        talk.user("ann", new SetProfile("Ann", "https://a.example/a.png"));
        talk.user("ann", new RegisterDevice("phone", "fcm", "t", null, null));
        talk.keys();
        talk.profiles();
        talk.devices();

        talk.erase("ann", "app", null);

        List<TestRecord<String, KeyFact>> facts = talk.keys();
        assertThat(facts).extracting(TestRecord::key).containsExactly("ann", "ann/erasure");
        assertThat(facts)
                .extracting(TestRecord::value)
                .extracting("kind", "key_id", "wrapped", "erased_at")
                .containsExactly(tuple("key_destroyed", null, null, null), tuple("erased", null, null, talk.now()));
        assertThat(talk.revocations()).extracting("user", "before").containsExactly(tuple("ann", talk.now()));
        assertThat(talk.profiles()).extracting("name", "avatar_url").containsExactly(tuple(null, null));
        assertThat(talk.devices()).extracting("device", "push_token").containsExactly(tuple("phone", null));
    }

    @Test
    void erased_stays_erased_a_proposal_made_before_it_never_holds_and_one_after_it_does() {
        talk.propose("ann", "ann/0/one", "w1");
        talk.erase("ann", "app", null);
        long erased = Objects.requireNonNull(facts().get(2).getErasedStamp());
        answers();

        talk.propose("ann", "ann/0/late", "w2");
        assertThat(answers())
                .extracting(answer -> ((Rejected) answer).getCode())
                .containsExactly("conflict");
        assertThat(talk.keys()).isEmpty();

        talk.propose("ann", "ann/" + erased + "/new", "w3");
        assertThat(facts()).extracting("kind", "wrapped").containsExactly(tuple("key", "w3"));
    }

    @Test
    void erasing_again_is_one_again_and_each_is_done_once() {
        talk.erase("ann", "app", null);
        talk.pass(Duration.ofSeconds(1));
        talk.erase("ann", "app", null);
        List<Long> erasures = stamps();
        assertThat(erasures.get(1)).isGreaterThan(erasures.get(0));
        talk.keys();

        talk.erase("ann", "app", erasures.get(0));
        talk.erase("ann", "app", erasures.get(1));
        talk.erase("ann", "app", erasures.get(1));

        assertThat(facts()).extracting("kind", "erased_stamp").containsExactly(tuple("erased_all", erasures.get(1)));
    }

    @Test
    void nobody_erases_by_a_users_token() {
        talk.propose("ann", "ann/0/one", "w1");
        talk.keys();
        answers();

        talk.erase("ann", null, null);

        assertThat(answers())
                .extracting(answer -> ((Rejected) answer).getCode())
                .containsExactly("forbidden");
        assertThat(talk.keys()).isEmpty();
        assertThat(talk.revocations()).isEmpty();
    }

    @Test
    void no_store_ever_holds_a_key() {
        talk.propose("ann", "ann/0/one", "the-wrapped-key");

        KeyValueStore<Bytes, byte[]> keys = talk.driver().getKeyValueStore(TalkStores.KEYS);
        try (KeyValueIterator<Bytes, byte[]> rows = keys.all()) {
            assertThat(rows.hasNext()).isTrue();
            assertThat(new String(rows.next().value, StandardCharsets.ISO_8859_1))
                    .contains("ann/0/one")
                    .doesNotContain("the-wrapped-key");
        }
    }

    @Test
    void what_is_encrypted_is_carried_whole_longer_than_plain_words_may_be_and_never_cut() {
        String chat = ChatIds.direct("ann", "bob");
        talk.chat(chat, "ann", new CreateChat(ChatType.DIRECT, null, List.of("bob"), Map.of()));
        talk.changes();
        String sealed = "x".repeat(21_883);

        talk.chat(chat, "ann", new SendMessage("1", "text", sealed, null, List.of(), null, null, "ann/0/one"));
        talk.chat(chat, "ann", new SendMessage("2", "text", sealed, null, List.of(), null, null, null));

        assertThat(talk.messages()).hasSize(1);
        assertThat(answers().stream().filter(Rejected.class::isInstance))
                .extracting(answer -> ((Rejected) answer).getCode())
                .containsExactly("too_large");
        assertThat(talk.changes())
                .extracting(UserChange::getChange)
                .extracting("preview", "key_id")
                .containsExactly(tuple(sealed, "ann/0/one"));
    }
}
