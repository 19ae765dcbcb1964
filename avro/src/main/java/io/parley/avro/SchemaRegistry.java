package io.parley.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The three calls of the schema registry's REST API (Confluent's, which Apicurio serves at {@code /apis/ccompat/v7}) that a
 * writer and a reader need. An answer is asked for once a schema and kept, since what stands behind an id never changes.
 */
public final class SchemaRegistry {
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String url;

    public SchemaRegistry(String url) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The id of a schema that is registered under the subject already. */
    public int idOf(String subject, Schema schema) {
        return ask("/subjects/" + subject, schema).path("id").asInt();
    }

    /** Registers the schema under the subject, when it is compatible with those that are there, and gives its id. */
    public int register(String subject, Schema schema) {
        return ask("/subjects/" + subject + "/versions", schema).path("id").asInt();
    }

    public Schema schema(int id) {
        JsonNode answer = send(request("/schemas/ids/" + id).GET().build());
        return new Schema.Parser().parse(answer.path("schema").asText());
    }

    private JsonNode ask(String path, Schema schema) {
        try {
            String body = JSON.writeValueAsString(Map.of("schema", text(schema)));
            return send(request(path)
                    .header("Content-Type", CONTENT_TYPE)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
        } catch (IOException e) {
            throw new IllegalStateException("a schema is always JSON", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).header("Accept", CONTENT_TYPE);
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                String told = request.method() + " " + request.uri() + ": " + answer.statusCode() + " " + answer.body();
                throw answer.statusCode() == 404
                        ? new UnknownSchemaException(told)
                        : new SchemaUnavailableException(told);
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new SchemaUnavailableException(request.uri() + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaUnavailableException(request.uri() + ": interrupted", e);
        }
    }

    /** The schema for any language: without the mark that tells Java which of its string classes to use. */
    public static String text(Schema schema) {
        return schema.toString()
                .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                .replace(",\"avro.java.string\":\"String\"", "");
    }
}
