package io.parley.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.avro.Ack;
import io.parley.avro.ChatType;
import io.parley.avro.CreateChat;
import io.parley.avro.EventDelivery;
import io.parley.avro.Message;
import io.parley.avro.Reply;
import io.parley.avro.SendMessage;
import io.parley.ids.ChatIds;
import io.parley.ids.Placement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TalkTopologyTest {
    private static final String CHAT = ChatIds.direct("ann", "bob");

    static SendMessage text(String id, String content) {
        return new SendMessage(id, "text", content, null, List.of(), null, null, null);
    }

    static CreateChat direct(String one, String other) {
        return new CreateChat(ChatType.DIRECT, null, List.of(one, other), Map.of());
    }

    /** These users are at home in another shard; everything else is here. */
    static Placement elsewhere(String... users) {
        Set<String> away = Set.of(users);
        return key -> away.contains(key) ? 1 : 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "bob"})
    void a_message_reaches_both_and_its_sender_gets_an_ack(String away) {
        try (Driver talk = new Driver(TalkConfig.defaults(), elsewhere(away))) {
            talk.opens("ann", 1, null);
            talk.opens("bob", 2, null);
            talk.chat(CHAT, "ann", direct("ann", "bob"));
            talk.told();

            talk.chat(CHAT, "ann", text("m1", "Hello!"));

            List<Object> told = talk.told();
            assertThat(told).filteredOn(Reply.class::isInstance).singleElement().satisfies(reply -> {
                Ack ack = (Ack) ((Reply) reply).getResult();
                assertThat(ack.getChatSeq()).isEqualTo(1);
                assertThat(ack.getClientMsgId()).isEqualTo("m1");
            });
            assertThat(told)
                    .filteredOn(EventDelivery.class::isInstance)
                    .flatExtracting(event -> ((EventDelivery) event).getRecipients())
                    .extracting("user", "seq", "unread")
                    .containsExactlyInAnyOrder(tuple("ann", 2L, 0), tuple("bob", 2L, 1));
            assertThat(talk.messages()).singleElement().satisfies(fact -> assertThat(
                            ((Message) fact.getFact()).getContent())
                    .isEqualTo("Hello!"));
        }
    }
}
