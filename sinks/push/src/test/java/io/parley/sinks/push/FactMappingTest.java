package io.parley.sinks.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.PushRequest;
import io.parley.sinks.common.UnknownKindException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactMappingTest {
    private final Push tablet = Samples.fcm("c1", 2);
    private final Push phone = Samples.apns("c1", 2);
    private final PushRequest request = PushRequest.newBuilder(tablet.request())
            .setDevices(List.of(tablet.device(), phone.device()))
            .build();

    @Test
    void a_request_is_a_push_to_each_device_whose_platform_has_a_target() {
        assertThat(new FactMapping(Set.of("fcm", "apns")).writes(request))
                .extracting(Push::platform)
                .containsExactly("fcm", "apns");
        assertThat(new FactMapping(Set.of("apns")).writes(request))
                .extracting(Push::platform)
                .containsExactly("apns");
    }

    @Test
    void a_kind_of_a_later_release_stops_the_sink() {
        PushRequest call = PushRequest.newBuilder(request).setKind("call").build();

        assertThatThrownBy(() -> new FactMapping(Set.of("apns")).writes(call))
                .isInstanceOf(UnknownKindException.class)
                .hasMessageContaining("call");
    }
}
