package io.parley.edge.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.part.s3.FolderStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real store over a folder. */
@SuppressWarnings("NullAway") // JUnit gives the folder
class S3StoreTest {
    @TempDir
    static Path folder;

    private static FolderStore real;
    private static S3Store store;

    @BeforeAll
    static void start() throws IOException {
        real = FolderStore.start(new FolderStore.Terms(
                folder.resolve("s3"), 0, "parley", "key", "secret", List.of("http://page.example:8080")));
        store = new S3Store(settings(real.endpoint(), "secret"));
    }

    @AfterAll
    static void stop() throws IOException {
        store.close();
        real.close();
    }

    private static FileSettings settings(URI endpoint, String secret) {
        return new FileSettings(Map.of(
                FileSettings.BUCKET,
                "parley",
                FileSettings.ENDPOINT,
                endpoint.toString(),
                FileSettings.ACCESS_KEY,
                "key",
                FileSettings.SECRET_KEY,
                secret));
    }

    private static HttpResponse<String> fetch(URI url, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void an_object_is_there_until_it_is_deleted() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "hello");

        store.put("files/chat-c/1", file, "text/plain");
        assertThat(store.exists("files/chat-c/1")).isTrue();
        assertThat(store.get("files/chat-c/1"))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("hello"));

        store.delete("files/chat-c/1");
        store.delete("files/chat-c/1");
        assertThat(store.exists("files/chat-c/1")).isFalse();
        assertThat(store.get("files/chat-c/1")).isEmpty();
    }

    @Test
    void keys_are_listed_in_their_order() {
        for (String key : List.of("pending/2/c/x", "pending/1/c/y", "other/1", "pending/1/c/x")) {
            store.put(key, new byte[] {1}, "text/plain");
        }

        assertThat(store.list("pending/", 2)).containsExactly("pending/1/c/x", "pending/1/c/y");
        assertThat(store.list("pending/", 10)).hasSize(3);
    }

    @Test
    void a_signed_url_gives_the_one_object_with_the_headers_that_were_signed() throws Exception {
        store.put("files/chat-c/evil", "<script>1</script>".getBytes("UTF-8"), "text/html");
        URI url = store.sign(
                "files/chat-c/evil",
                "application/octet-stream",
                Serving.disposition("attachment", "\u00e9.html"),
                Duration.ofMinutes(1));

        HttpResponse<String> answer = fetch(url);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;")
                .contains("filename*=UTF-8''%C3%A9.html");
        String text = url.toString();
        assertThat(fetch(URI.create(text.replace("attachment", "inline"))).statusCode())
                .isEqualTo(403);
        assertThat(fetch(URI.create(text.replace("evil", "other"))).statusCode())
                .isEqualTo(403);
        assertThat(fetch(URI.create(text.split("\\?", 2)[0])).statusCode()).isEqualTo(403);
    }

    @Test
    void the_page_may_fetch_and_no_other_page() throws Exception {
        store.put("files/chat-c/cors", new byte[] {'x'}, "text/plain");
        URI url = store.sign("files/chat-c/cors", "image/png", "inline", Duration.ofMinutes(1));

        HttpResponse<String> own = fetch(url, "Origin", "http://page.example:8080");
        HttpResponse<String> other = fetch(url, "Origin", "http://page-example:8080");

        assertThat(own.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://page.example:8080");
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_wrong_secret_and_a_store_that_is_away_are_unavailable() {
        try (S3Store wrong = new S3Store(settings(real.endpoint(), "other"));
                S3Store away = new S3Store(settings(URI.create("http://127.0.0.1:1"), "secret"))) {
            assertThatThrownBy(() -> wrong.exists("x")).isInstanceOf(FilesUnavailable.class);
            assertThatThrownBy(() -> away.get("x")).isInstanceOf(FilesUnavailable.class);
            assertThatThrownBy(() -> away.put("x", new byte[] {1}, "text/plain"))
                    .isInstanceOf(FilesUnavailable.class);
        }
    }
}
