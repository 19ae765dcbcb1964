package io.parley.topology.chat;

import static io.parley.topology.chat.FakeChat.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.DeleteMessage;
import io.parley.avro.RemoveMember;
import io.parley.ids.TimeUuid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockTest {
    private final FakeChat chat = new FakeChat().group("ann", "bob");

    @Test
    void ids_rise_when_the_clock_stands_goes_back_and_jumps() {
        List<Long> stamps = new ArrayList<>();
        List<Duration> steps = List.of(
                Duration.ZERO,
                Duration.ofMillis(-1),
                Duration.ofHours(-5),
                Duration.ofMillis(-1),
                Duration.ofHours(9),
                Duration.ofDays(-400));

        for (Duration step : steps) {
            chat.pass(step);
            stamps.add(TimeUuid.stampOf(chat.says(GROUP, "ann", "m" + stamps.size())));
        }

        assertThat(stamps).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void an_id_carries_the_time_of_its_record_when_nothing_is_in_the_way() {
        chat.pass(Duration.ofMinutes(1));

        assertThat(TimeUuid.stampOf(chat.says(GROUP, "ann", "m1"))).isEqualTo(chat.now() * Draft.MICROS);
    }

    @Test
    void all_events_of_a_chat_have_stamps_of_their_own() {
        String message = chat.says(GROUP, "ann", "m1", "bob");
        chat.does(GROUP, "ann", new DeleteMessage("d1", message));
        chat.does(GROUP, "ann", new RemoveMember("ann"));

        List<Long> stamps = chat.outcomes.stream()
                .flatMap(outcome -> outcome.events().stream())
                .map(Event::stamp)
                .toList();

        assertThat(stamps).hasSizeGreaterThan(7).isSorted().doesNotHaveDuplicates();
    }
}
