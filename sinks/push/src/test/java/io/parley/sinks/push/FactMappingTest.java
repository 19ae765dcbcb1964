package io.parley.sinks.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.PushRequest;
import io.parley.keys.DataKey;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.UnknownKindException;
import io.parley.sinks.fixtures.Keys;
import java.time.Instant;
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
        assertThat(new FactMapping(Set.of("fcm", "apns"), SinkContents.none()).writes(request))
                .extracting(Push::platform)
                .containsExactly("fcm", "apns");
        assertThat(new FactMapping(Set.of("apns"), SinkContents.none()).writes(request))
                .extracting(Push::platform)
                .containsExactly("apns");
    }

    @Test
    void a_kind_of_a_later_release_stops_the_sink() {
        PushRequest call = PushRequest.newBuilder(request).setKind("call").build();

        assertThatThrownBy(() -> new FactMapping(Set.of("apns"), SinkContents.none()).writes(call))
                .isInstanceOf(UnknownKindException.class)
                .hasMessageContaining("call");
    }

    @Test
    void an_encrypted_preview_is_opened_and_cut_and_none_once_its_key_is_destroyed() {
        Keys keys = new Keys();
        DataKey key = keys.give("ann");
        FactMapping mapping = new FactMapping(Set.of("fcm"), SinkContents.of(keys.ring(), keys::masters, true));

        assertThat(mapping.writes(sealed("👋".repeat(300), key)))
                .extracting(push -> push.request().getPreview())
                .containsExactly("👋".repeat(200));

        keys.erase("ann", Instant.EPOCH);
        assertThat(mapping.writes(sealed("hello", key)))
                .extracting(push -> push.request().getPreview())
                .containsOnlyNulls();
    }

    private PushRequest sealed(String content, DataKey key) {
        return PushRequest.newBuilder(request)
                .setPreview(Keys.seal(request.getChatId(), content, key))
                .setKeyId(key.id())
                .build();
    }
}
