package io.parley.edge.files;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects in an S3 bucket. The SDK's client that waits is used, on threads of our own: it needs no Netty beside the one
 * that the other clients share, and how many wait is bounded by those threads.
 */
final class S3Store implements ObjectStore {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final String bucket;
    private final Duration putTimeout;
    private final S3Client client;
    private final S3Presigner presigner;

    S3Store(FileSettings settings) {
        this.bucket = settings.getString(FileSettings.BUCKET);
        this.putTimeout = settings.millis(FileSettings.PUT_TIMEOUT);
        Region region = Region.of(settings.getString(FileSettings.REGION));
        AwsCredentialsProvider credentials = credentials(settings);
        boolean pathStyle = settings.getBoolean(FileSettings.PATH_STYLE);
        S3ClientBuilder client = S3Client.builder()
                .region(region)
                .credentialsProvider(credentials)
                .forcePathStyle(pathStyle)
                // Not every store knows the SDK's checksums in trailers.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(putTimeout))
                .overrideConfiguration(all -> all.apiCallTimeout(settings.millis(FileSettings.CALL_TIMEOUT)));
        S3Presigner.Builder presigner = S3Presigner.builder()
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle)
                        .build());
        endpoint(settings.getString(FileSettings.ENDPOINT)).ifPresent(client::endpointOverride);
        endpoint(settings.signingEndpoint()).ifPresent(presigner::endpointOverride);
        this.client = client.build();
        this.presigner = presigner.build();
    }

    private static Optional<URI> endpoint(String url) {
        return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
    }

    private static AwsCredentialsProvider credentials(FileSettings settings) {
        String key = settings.getString(FileSettings.ACCESS_KEY);
        return key.isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        key, settings.getPassword(FileSettings.SECRET_KEY).value()));
    }

    @Override
    public void put(String key, Path file, String contentType) {
        put(key, RequestBody.fromFile(file), contentType);
    }

    @Override
    public void put(String key, byte[] body, String contentType) {
        put(key, RequestBody.fromBytes(body), contentType);
    }

    private void put(String key, RequestBody body, String contentType) {
        ask(() -> client.putObject(
                put -> put.bucket(bucket)
                        .key(key)
                        .contentType(contentType)
                        .overrideConfiguration(call -> call.apiCallTimeout(putTimeout)),
                body));
    }

    @Override
    public Optional<byte[]> get(String key) {
        return ask(() -> {
            try {
                return Optional.of(
                        client.getObjectAsBytes(get -> get.bucket(bucket).key(key))
                                .asByteArray());
            } catch (NoSuchKeyException absent) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean exists(String key) {
        return ask(() -> {
            try {
                client.headObject(head -> head.bucket(bucket).key(key));
                return true;
            } catch (NoSuchKeyException absent) {
                return false;
            }
        });
    }

    @Override
    public void delete(String key) {
        ask(() -> client.deleteObject(delete -> delete.bucket(bucket).key(key)));
    }

    @Override
    public List<String> list(String prefix, String after, int most) {
        return ask(() -> client
                .listObjectsV2(list -> list.bucket(bucket)
                        .prefix(prefix)
                        .startAfter(after.isEmpty() ? null : after)
                        .maxKeys(most))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList());
    }

    private static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new FilesUnavailable("The object store cannot answer: " + e.getMessage(), e);
        }
    }

    @Override
    public URI sign(String key, String contentType, String disposition, Duration life) {
        return URI.create(presigner
                .presignGetObject(sign -> sign.signatureDuration(life).getObjectRequest(get -> get.bucket(bucket)
                        .key(key)
                        .responseContentType(contentType)
                        .responseContentDisposition(disposition)))
                .url()
                .toString());
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }
}
