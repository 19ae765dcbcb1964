package io.parley.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.avro.Done;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.ids.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What talk decides of revocations: an app server alone may ask, and the time only rises. */
class RevocationsTest {
    private final Driver talk = new Driver(TalkConfig.defaults(), Placement.murmur2(1));

    @AfterEach
    void close() {
        talk.close();
    }

    private List<Object> answers() {
        return talk.told(Reply.class).stream().map(Reply::getResult).toList();
    }

    @Test
    void without_a_time_it_is_the_records_own() {
        talk.revoke("ann", "app", null);

        assertThat(talk.revocations())
                .extracting("user", "before", "service", "kind")
                .containsExactly(tuple("ann", talk.now(), "app", "revoked"));
        assertThat(answers()).hasOnlyElementsOfType(Done.class).hasSize(1);
    }

    @Test
    void the_time_only_rises_and_each_wish_is_answered_with_what_holds() {
        Instant hourAgo = talk.now().minus(Duration.ofHours(1));
        Instant twoAgo = talk.now().minus(Duration.ofHours(2));

        talk.revoke("ann", "app", hourAgo);
        talk.revoke("ann", "app", twoAgo);
        talk.revoke("ann", "app", hourAgo);
        talk.pass(Duration.ofSeconds(1));
        talk.revoke("ann", "other", null);

        assertThat(talk.revocations())
                .extracting("before", "service")
                .containsExactly(tuple(hourAgo, "app"), tuple(talk.now(), "other"));
        List<Long> stamps =
                answers().stream().map(answer -> ((Done) answer).getStamp()).toList();
        assertThat(stamps.subList(0, 3)).containsOnly(stamps.get(0));
        assertThat(stamps.get(3)).isGreaterThan(stamps.get(0));
    }

    @Test
    void nobody_revokes_by_a_users_token_and_nobody_revokes_what_is_to_come() {
        talk.revoke("ann", null, null);
        talk.revoke("ann", "app", talk.now().plus(Duration.ofSeconds(61)));

        assertThat(answers())
                .extracting(answer -> ((Rejected) answer).getCode())
                .containsExactly("forbidden", "bad_request");
        assertThat(talk.revocations()).isEmpty();
        assertThat(talk.profiles()).isEmpty();
    }
}
