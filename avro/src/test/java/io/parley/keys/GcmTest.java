package io.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class GcmTest {
    private static final byte[] NOTHING = new byte[0];

    /** Test case 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega), which NIST refers to. */
    @Test
    void the_known_vector_comes_out() {
        var key = key("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        byte[] plain = hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        byte[] additional = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] nonce = hex("cafebabefacedbaddecaf888");

        byte[] sealed = Gcm.seal(key, nonce, plain, additional);

        assertThat(HexFormat.of().formatHex(sealed))
                .isEqualTo("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                        + "76fc6ece0f4e1768cddf8853bb2d551b");
        byte[] whole = hex("cafebabefacedbaddecaf888" + HexFormat.of().formatHex(sealed));
        assertThat(Gcm.open(key, whole, additional)).isEqualTo(plain);
    }

    @Test
    void the_same_text_never_looks_the_same() {
        var key = key("00".repeat(32));
        byte[] plain = "hello".getBytes(StandardCharsets.UTF_8);

        assertThat(Gcm.seal(key, plain, NOTHING)).isNotEqualTo(Gcm.seal(key, plain, NOTHING));
    }

    @Test
    void a_changed_bit_another_place_and_another_key_do_not_open() {
        var key = key("01".repeat(32));
        byte[] sealed = Gcm.seal(key, "hello".getBytes(StandardCharsets.UTF_8), new byte[] {1});
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() -> Gcm.open(key, changed, new byte[] {1})).isInstanceOf(ForgedException.class);
        assertThatThrownBy(() -> Gcm.open(key, sealed, new byte[] {2})).isInstanceOf(ForgedException.class);
        assertThatThrownBy(() -> Gcm.open(key("02".repeat(32)), sealed, new byte[] {1}))
                .isInstanceOf(ForgedException.class);
        assertThatThrownBy(() -> Gcm.open(key, Arrays.copyOf(sealed, 20), new byte[] {1}))
                .isInstanceOf(ForgedException.class);
    }

    private static SecretKeySpec key(String hex) {
        return new SecretKeySpec(hex(hex), "AES");
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
