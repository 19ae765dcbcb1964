package io.parley.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM of the JDK (NIST SP 800-38D): a random nonce of 96 bits, then ciphertext and tag of 128 bits. The nonce is
 * random, so one key is good for 2^32 texts, which nobody writes.
 */
final class Gcm {
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Gcm() {}

    static byte[] random(int bytes) {
        byte[] made = new byte[bytes];
        RANDOM.nextBytes(made);
        return made;
    }

    /** Nonce, ciphertext and tag. */
    static byte[] seal(SecretKey key, byte[] plain, byte[] additional) {
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = seal(key, nonce, plain, additional);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** Ciphertext and tag. */
    static byte[] seal(SecretKey key, byte[] nonce, byte[] plain, byte[] additional) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, additional).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do " + TRANSFORMATION, e);
        }
    }

    static byte[] open(SecretKey key, byte[] sealed, byte[] additional) {
        if (sealed.length < NONCE_BYTES + TAG_BYTES) {
            throw new ForgedException("too short to be encrypted");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, sealed, 0, additional)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new ForgedException("not encrypted with this key, or for another place");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do " + TRANSFORMATION, e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, int from, byte[] additional)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce, from, NONCE_BYTES));
        cipher.updateAAD(additional);
        return cipher;
    }
}
