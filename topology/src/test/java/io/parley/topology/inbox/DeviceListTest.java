package io.parley.topology.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.PushDevice;
import io.parley.avro.RegisterDevice;
import io.parley.avro.UnregisterDevice;
import io.parley.avro.state.Devices;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeviceListTest {
    private static final int MAX = 2;

    @Test
    void a_device_registered_again_with_the_same_token_changes_nothing() {
        Devices once = row(DeviceList.register(null, wish("phone", "t1"), MAX, 1));

        assertThat(DeviceList.register(once, wish("phone", "t1"), MAX, 2)).isEqualTo(DeviceList.Result.SAME);
    }

    @Test
    void a_new_token_of_a_device_takes_the_place_of_the_old_one() {
        Devices once = row(DeviceList.register(null, wish("phone", "t1"), MAX, 1));

        DeviceList.Result result = DeviceList.register(once, wish("phone", "t2"), MAX, 2);

        assertThat(row(result).getDevices())
                .extracting(PushDevice::getPushToken)
                .containsExactly("t2");
        assertThat(result.gone()).isEmpty();
    }

    @Test
    void a_token_under_a_new_name_leaves_the_old_one() {
        Devices once = row(DeviceList.register(null, wish("phone", "t1"), MAX, 1));

        DeviceList.Result result = DeviceList.register(once, wish("reinstalled", "t1"), MAX, 2);

        assertThat(row(result).getDevices()).extracting(PushDevice::getDevice).containsExactly("reinstalled");
        assertThat(result.gone()).containsExactly("phone");
    }

    @Test
    void over_the_bound_the_first_registered_makes_room() {
        Devices one = row(DeviceList.register(null, wish("d1", "t1"), MAX, 1));
        Devices two = row(DeviceList.register(one, wish("d2", "t2"), MAX, 2));

        DeviceList.Result result = DeviceList.register(two, wish("d3", "t3"), MAX, 3);

        assertThat(row(result).getDevices()).extracting(PushDevice::getDevice).containsExactly("d2", "d3");
        assertThat(result.gone()).containsExactly("d1");
    }

    @Test
    void what_a_platform_said_of_an_old_token_leaves_the_new_one() {
        Devices once = row(DeviceList.register(null, wish("phone", "t2"), MAX, 1));

        assertThat(DeviceList.unregister(once, new UnregisterDevice("phone", "t1"), 2))
                .isEqualTo(DeviceList.Result.SAME);
        assertThat(row(DeviceList.unregister(once, new UnregisterDevice("phone", "t2"), 2))
                        .getDevices())
                .isEmpty();
    }

    @Test
    void who_is_gone_already_stays_gone() {
        assertThat(DeviceList.unregister(null, new UnregisterDevice("phone", null), 1))
                .isEqualTo(DeviceList.Result.SAME);
    }

    private static RegisterDevice wish(String device, String token) {
        return new RegisterDevice(device, "fcm", token, null, null);
    }

    private static Devices row(DeviceList.Result result) {
        return Objects.requireNonNull(result.devices());
    }
}
