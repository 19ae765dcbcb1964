package io.parley.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChatCommand;
import io.parley.avro.Mark;
import io.parley.avro.MarkRead;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightTest {
    private static int withMarks(int marks) {
        List<Mark> more = Collections.nCopies(marks, new Mark("ann", null, "m1", true));
        return Weight.of(ChatCommand.newBuilder()
                .setEventId("e")
                .setKind("read")
                .setEventTime(Instant.EPOCH)
                .setChatId("gTeam")
                .setUser("ann")
                .setCommand(new MarkRead("m1"))
                .setMoreMarks(more)
                .build());
    }

    @Test
    void each_mark_that_came_along_counts() {
        assertThat(withMarks(200) - withMarks(100)).isEqualTo(withMarks(100) - withMarks(0));
        assertThat(withMarks(1)).isGreaterThan(withMarks(0));
    }
}
