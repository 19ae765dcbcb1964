package io.parley.e2e.checker;

import java.util.HashMap;
import java.util.Map;

/** One {@code client_msg_id} of a sender in a chat is one message, and every answer to it is the first one. */
final class OneId {

    private OneId() {}

    static void judge(Facts facts, Verdict verdict) {
        Map<String, Ack> first = new HashMap<>();
        for (Ack ack : Ack.all(facts.history())) {
            if (ack.clientMsgId().isEmpty()) {
                continue;
            }
            String key = ack.sender() + "\n" + ack.chatId() + "\n" + ack.clientMsgId();
            Ack before = first.putIfAbsent(key, ack);
            verdict.unless(
                    before == null || before.agreesWith(ack), Law.ONE_ID, "answered as %s and as %s", before, ack);
        }
        for (ChatFacts chat : facts.chats()) {
            Map<String, Said> bySend = new HashMap<>();
            for (Said said : chat.inOrder()) {
                if (said.isSystem() || said.clientMsgId().isEmpty()) {
                    continue;
                }
                Said before = bySend.putIfAbsent(said.sender() + "\n" + said.clientMsgId(), said);
                verdict.unless(before == null, Law.ONE_ID, "one send became two messages: %s and %s", before, said);
            }
        }
    }
}
