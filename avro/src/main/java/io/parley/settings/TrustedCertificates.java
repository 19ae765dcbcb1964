package io.parley.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;

/** TLS as a client that believes the authorities of a PEM file, or without one those of the Java that runs. */
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /** @param setting names the file to who runs the part, when it does not serve */
    public static SSLContext of(String setting, String file) {
        try {
            if (file.isEmpty()) {
                return SSLContext.getDefault();
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate each : read(setting, file)) {
                store.setCertificateEntry("authority-" + count++, each);
            }
            if (count == 0) {
                throw new ConfigException(setting + " names " + file + ", which has no certificate");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException(setting + " names " + file + ", which does not serve: " + e.getMessage());
        }
    }

    private static Collection<? extends Certificate> read(String setting, String file) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (IOException e) {
            throw new ConfigException(setting + " names " + file + ", which cannot be read: " + e.getMessage());
        }
    }
}
