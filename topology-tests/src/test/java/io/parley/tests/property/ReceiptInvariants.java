package io.parley.tests.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.GroupStatus;
import io.parley.tests.model.Receipts;
import io.parley.tests.model.Receipts.Line;
import java.util.List;
import java.util.Optional;

/**
 * What senders in groups were told, at rest. How often they are told on the way is a matter of time, so the model does
 * not say it; what was said last of their newest message must be true, and no message that all have may be left untold.
 */
final class ReceiptInvariants {
    private static final List<String> READ = List.of("read");
    private static final List<String> DELIVERED = List.of("delivered", "read");

    private final Story story;

    ReceiptInvariants(Story story) {
        this.story = story;
    }

    void hold() {
        story.model().chats().forEach((id, chat) -> {
            if (!chat.isDirect()) {
                Receipts receipts = new Receipts(chat);
                receipts.senders().forEach(sender -> holdFor(id, sender, receipts, told(id, sender)));
            }
        });
    }

    private void holdFor(String chat, String sender, Receipts receipts, List<Line> told) {
        String who = sender + " in " + chat + ", told " + told;
        Line newest = receipts.newest(sender).orElseThrow();
        Optional<Line> last =
                told.stream().filter(line -> line.seq() == newest.seq()).reduce((first, second) -> second);
        if (last.isPresent() || newest.deliveredBy() > 0) {
            assertThat(last).as(who).contains(newest);
        }
        for (List<String> statuses : List.of(READ, List.of("delivered"))) {
            assertThat(told.stream().filter(line -> statuses.contains(line.status())))
                    .as(who)
                    .extracting(Line::seq)
                    .isSorted();
        }
        assertThat(upTo(told, READ)).as(who).isGreaterThanOrEqualTo(receipts.upTo(sender, READ));
        assertThat(upTo(told, DELIVERED)).as(who).isGreaterThanOrEqualTo(receipts.upTo(sender, DELIVERED));
    }

    private static long upTo(List<Line> told, List<String> statuses) {
        return told.stream()
                .filter(line -> statuses.contains(line.status()))
                .mapToLong(Line::seq)
                .max()
                .orElse(0);
    }

    private List<Line> told(String chat, String user) {
        return story.device(user).heard().stream()
                .filter(heard -> heard.chatId().equals(chat) && heard.event() instanceof GroupStatus)
                .map(heard -> (GroupStatus) heard.event())
                .map(status -> new Line(
                        Words.seq(story.world().log(), status.getMsgId()),
                        status.getStatus(),
                        status.getDeliveredBy(),
                        status.getReadBy(),
                        status.getOf()))
                .toList();
    }
}
