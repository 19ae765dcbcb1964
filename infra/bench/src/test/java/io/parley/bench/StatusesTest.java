package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StatusesTest {
    private final Statuses statuses = new Statuses();

    private void heard(String sender, String chat, long... millis) {
        for (long at : millis) {
            statuses.heard(sender, chat, TimeUnit.MILLISECONDS.toNanos(at));
        }
    }

    @Test
    void counts_what_one_sender_hears_of_one_chat_within_any_second() {
        heard("ann", "one", 0, 400, 800, 1_200, 1_300);

        assertThat(statuses.most()).isEqualTo(4);
        assertThat(statuses.all()).isEqualTo(5);
    }

    @Test
    void senders_and_chats_count_by_themselves() {
        heard("ann", "one", 0, 100);
        heard("ann", "two", 0, 100);
        heard("bob", "one", 0, 100);

        assertThat(statuses.most()).isEqualTo(2);
    }

    @Test
    void a_second_later_is_another_second() {
        heard("ann", "one", 0, 1_000);

        assertThat(statuses.most()).isEqualTo(1);
    }
}
