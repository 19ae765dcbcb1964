package io.parley.e2e.secured;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One certificate for this machine, made by the JDK's keytool, in the forms that the servers of a test want it in. */
record Certificate(Path store, Path key, Path chain, Path keyAndChain) {
    static final String SUBJECT = "CN=server";
    static final String STORE_PASSWORD = "not-a-secret";
    private static final String ALIAS = "server";

    static Certificate make(Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        SUBJECT,
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
        return of(folder, store);
    }

    private static Certificate of(Path folder, Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        String key = pem(
                "PRIVATE KEY", store.getKey(ALIAS, STORE_PASSWORD.toCharArray()).getEncoded());
        String chain = pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
        return new Certificate(
                file,
                Files.writeString(folder.resolve("key.pem"), key),
                Files.writeString(folder.resolve("ca.pem"), chain),
                Files.writeString(folder.resolve("both.pem"), key + chain));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
