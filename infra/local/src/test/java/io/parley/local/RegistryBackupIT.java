package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.avro.SchemaRegistry;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.local.data.DataFolder;
import io.parley.local.data.Trees;
import io.parley.local.part.Kind;
import io.parley.local.provision.Http;
import io.parley.local.tail.Decoder;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that lost everything is made anew from its backup: every schema has the id that records name it by. */
class RegistryBackupIT {
    private static final Schema SHORT = SchemaBuilder.record("Theirs").fields().endRecord();
    private static final Schema LONG =
            SchemaBuilder.record("Theirs").fields().optionalString("word").endRecord();
    private static final String SUBJECT = "theirs-value";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void what_was_exported_is_restored_with_the_same_ids() throws Exception {
        Path data = folder.resolve("data");
        Path file = folder.resolve("registry.zip");
        Map<String, Integer> ids;
        byte[] record;
        try (Stack stack = start(data)) {
            ids = ids(stack);
            SchemaRegistry registry = new SchemaRegistry(stack.registry());
            registry.register(SUBJECT, SHORT);
            record = record(
                    registry.register(SUBJECT, LONG),
                    new GenericRecordBuilder(LONG).set("word", "kept").build());

            assertThat(run("registry", "export", file.toString(), "--data", data.toString()))
                    .isEqualTo("0: ");
            assertThat(run("registry", "export", file.toString(), "--data", data.toString()))
                    .startsWith("1: " + file + " is there already");
            assertThat(run("registry", "import", file.toString(), "--data", data.toString()))
                    .startsWith("1: Parley runs on ");
        }
        Trees.delete(new DataFolder(data).of("registry"));
        try (Stack stack = start(data)) {
            assertThat(ids(stack))
                    .as("an empty registry gives numbers in the order in which schemas come")
                    .isEqualTo(ids);
            assertThatThrownBy(() -> schema(stack, idOf(record)))
                    .as("but knows no other")
                    .isInstanceOf(Trouble.class);
        }

        assertThat(run("registry", "import", file.toString(), "--data", data.toString()))
                .isEqualTo("0: ");

        try (Stack stack = start(data)) {
            assertThat(ids(stack)).as("what is written from now on").isEqualTo(ids);
            assertThat(new Decoder(id -> schema(stack, id)).decode(record).toString())
                    .as("what was written before")
                    .isEqualTo("{\"word\":\"kept\"}");
            SchemaRegistry registry = new SchemaRegistry(stack.registry());
            assertThat(registry.register(SUBJECT, LONG)).isEqualTo(idOf(record));
            assertThat(registry.register(
                            "new-value", SchemaBuilder.record("New").fields().endRecord()))
                    .as("what is new gets an id that none has")
                    .isGreaterThan(idOf(record));
        }
    }

    @Test
    void a_file_that_is_no_backup_leaves_the_registry_as_it_was() throws Exception {
        Path data = folder.resolve("data");
        Path file = Files.writeString(folder.resolve("registry.zip"), "no zip");
        int id;
        try (Stack stack = start(data)) {
            id = new SchemaRegistry(stack.registry()).register(SUBJECT, LONG);
        }

        assertThat(run("registry", "import", file.toString(), "--data", data.toString()))
                .startsWith("1: The registry does not take " + file);

        try (Stack stack = start(data)) {
            assertThat(new SchemaRegistry(stack.registry()).idOf(SUBJECT, LONG)).isEqualTo(id);
        }
        assertThat(data.resolve("registry.before")).doesNotExist();
    }

    private static Stack start(Path data) {
        return Stack.builder(data).parts(Kind.REGISTRY).start();
    }

    private static Map<String, Integer> ids(Stack stack) {
        SchemaRegistry registry = new SchemaRegistry(stack.registry());
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (Topic<?> topic : Topics.ALL) {
            ids.put(topic.subject(), registry.idOf(topic.subject(), topic.schema()));
        }
        return ids;
    }

    private static String schema(Stack stack, int id) throws IOException, InterruptedException {
        String answer = new Http()
                .send("GET", stack.registry() + "/schemas/ids/" + id, "")
                .require("no schema");
        return new ObjectMapper().readTree(answer).path("schema").asText();
    }

    private static int idOf(byte[] record) {
        return ByteBuffer.wrap(record, 1, Integer.BYTES).getInt();
    }

    /** In Confluent's wire format. */
    private static byte[] record(int id, GenericData.Record value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeByte(0);
        new DataOutputStream(bytes).writeInt(id);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** The exit code, with what was said of it. */
    private static String run(String... command) {
        StringWriter said = new StringWriter();
        int code = Main.commandLine().setErr(new PrintWriter(said)).execute(command);
        return code + ": " + said;
    }
}
