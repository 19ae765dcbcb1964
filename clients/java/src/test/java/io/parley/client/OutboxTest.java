package io.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Outbox outbox = new Outbox(300);

    @Test
    void the_same_id_in_the_same_chat_is_one_entry() {
        Outbox.Entry first = add("c1", "m1");

        assertThat(add("c1", "m1")).isSameAs(first);
        assertThat(add("c2", "m1")).isNotSameAs(first);
    }

    @Test
    void room_comes_back_when_something_is_settled() {
        while (add("c", "m" + outbox.pending().size()) != null) {
            assertThat(outbox.pending()).hasSizeLessThan(100);
        }

        assertThat(outbox.settle("c", "m0")).isNotNull();

        assertThat(add("c", "m0")).isNotNull();
    }

    @Test
    void pending_keeps_the_order_of_sending() {
        add("c", "m2");
        add("c", "m1");

        assertThat(outbox.pending())
                .extracting(entry -> entry.frame().clientMsgId())
                .containsExactly("m2", "m1");
    }

    private Outbox.@org.jspecify.annotations.Nullable Entry add(String chat, String id) {
        return outbox.add(ClientFrame.Send.text(chat, id, "hi"), new CompletableFuture<>());
    }
}
