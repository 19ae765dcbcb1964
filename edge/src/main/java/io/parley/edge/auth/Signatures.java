package io.parley.edge.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;

/** Checks signatures against the keys of a set: only keys that fit the header's algorithm, and its key id when it has one. */
final class Signatures {
    private Signatures() {}

    /** The keys of the set that may have signed a token with this header. */
    static List<JWK> candidates(JWKSet keys, JWSHeader header) {
        return keys.getKeys().stream().filter(key -> fits(key, header)).toList();
    }

    private static boolean fits(JWK key, JWSHeader header) {
        boolean named = header.getKeyID() == null || header.getKeyID().equals(key.getKeyID());
        boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean sameAlgorithm = key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm());
        return named && signs && sameAlgorithm && hasShapeFor(key, header.getAlgorithm());
    }

    private static boolean hasShapeFor(JWK key, JWSAlgorithm algorithm) {
        if (algorithm.equals(JWSAlgorithm.RS256)) {
            return key instanceof RSAKey;
        } else if (algorithm.equals(JWSAlgorithm.ES256)) {
            return key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve());
        }
        return algorithm.equals(JWSAlgorithm.EdDSA)
                && key instanceof OctetKeyPair pair
                && Curve.Ed25519.equals(pair.getCurve());
    }

    static boolean isBy(SignedJWT token, List<JWK> keys) {
        for (JWK key : keys) {
            try {
                if (token.verify(verifier(key))) {
                    return true;
                }
            } catch (JOSEException unusable) {
                continue; // this key cannot check this token; another one may
            }
        }
        return false;
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa);
        } else if (key instanceof ECKey ec) {
            return new ECDSAVerifier(ec);
        } else if (key instanceof OctetKeyPair pair) {
            return new JdkEd25519Verifier(pair);
        }
        throw new JOSEException("no verifier for a key of type " + key.getKeyType());
    }
}
