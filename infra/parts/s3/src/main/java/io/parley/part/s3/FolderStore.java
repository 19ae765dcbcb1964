package io.parley.part.s3;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.blobstore.BlobStore;

/** S3 over a folder, on loopback alone: what stands in for an object store on one machine, and in tests. */
public final class FolderStore implements AutoCloseable {
    private static final String PROVIDER = "filesystem-nio2";
    private static final int THREADS = 16;

    /**
     * @param port 0 takes any free one
     * @param accessKey who may read and write; everybody else needs a signed URL
     * @param origins pages that may read with {@code fetch}; an {@code <img>} needs none of this
     */
    public record Terms(
            Path folder, int port, String bucket, String accessKey, String secretKey, List<String> origins) {}

    private final S3Proxy proxy;

    private FolderStore(S3Proxy proxy) {
        this.proxy = proxy;
    }

    /** Returns when it answers; its bucket is there. */
    public static FolderStore start(Terms terms) throws IOException {
        Files.createDirectories(terms.folder());
        Properties properties = properties(terms);
        BlobStore blobs = BlobStores.create(PROVIDER, properties);
        if (!blobs.containerExists(terms.bucket())) {
            blobs.createContainer(terms.bucket());
        }
        try {
            S3Proxy proxy =
                    S3Proxy.Builder.fromProperties(properties).blobStore(blobs).build();
            proxy.start();
            return new FolderStore(proxy);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the store of files does not start", e);
        }
    }

    private static Properties properties(Terms terms) {
        Properties properties = new Properties();
        properties.setProperty("s3proxy.endpoint", "http://127.0.0.1:" + terms.port());
        properties.setProperty("s3proxy.authorization", "aws-v4");
        properties.setProperty("s3proxy.identity", terms.accessKey());
        properties.setProperty("s3proxy.credential", terms.secretKey());
        properties.setProperty("s3proxy.ignore-unknown-headers", "true");
        properties.setProperty("s3proxy.jetty.max-threads", Integer.toString(THREADS));
        properties.setProperty("jclouds.provider", PROVIDER);
        properties.setProperty("jclouds.identity", terms.accessKey());
        properties.setProperty("jclouds.credential", terms.secretKey());
        properties.setProperty("jclouds.filesystem.basedir", terms.folder().toString());
        if (!terms.origins().isEmpty()) {
            // It takes patterns; ours stand for themselves.
            String origins = terms.origins().stream().map(Pattern::quote).collect(Collectors.joining(" "));
            properties.setProperty("s3proxy.cors-allow-origins", origins);
            properties.setProperty("s3proxy.cors-allow-methods", "GET HEAD");
            properties.setProperty("s3proxy.cors-allow-headers", "Range");
        }
        return properties;
    }

    /** Where it answers. */
    public URI endpoint() {
        try {
            return new URI("http://127.0.0.1:" + proxy.getPort());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the store of files does not end", e);
        }
    }
}
