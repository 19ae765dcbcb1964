package io.parley.schemas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every schema must have, so that someone who only has the log can read it. */
class SchemaLintTest {
    private static final SchemaSet NOW = SchemaSet.current();

    /** Public facts: what "state after the change" is told with. */
    private static final List<String> FACTS = List.of(
            "MessageFact",
            "MemberFact",
            "MarkFact",
            "ProfileFact",
            "UserChange",
            "DeviceFact",
            "PushRequest",
            "RevocationFact",
            "ReportFact");

    private static final List<String> RAW_EVENTS = List.of("ChatCommand", "SessionEvent", "UserCommand");

    @Test
    void every_record_and_enum_and_field_says_what_it_is() {
        List<String> silent = new ArrayList<>();

        each(schema -> {
            if (isBlank(schema.getDoc())) {
                silent.add(schema.getName());
            }
            fields(schema).stream()
                    .filter(field -> isBlank(field.doc()))
                    .forEach(field -> silent.add(schema.getName() + "." + field.name()));
        });

        assertThat(silent).isEmpty();
    }

    @Test
    void a_doc_is_a_sentence() {
        List<String> loose = new ArrayList<>();

        each(schema -> {
            if (!schema.getDoc().endsWith(".")) {
                loose.add(schema.getName());
            }
            fields(schema).stream()
                    .filter(field -> !field.doc().endsWith("."))
                    .forEach(field -> loose.add(schema.getName() + "." + field.name()));
        });

        assertThat(loose).isEmpty();
    }

    @Test
    void a_file_holds_one_schema_and_is_called_after_it() {
        List<String> names =
                NOW.byName().values().stream().map(Schema::getName).sorted().toList();

        assertThat(NOW.files().keySet()).containsExactlyElementsOf(names);
    }

    @Test
    void all_live_in_one_namespace() {
        assertThat(NOW.byName().keySet()).allMatch(name -> name.startsWith("io.parley.avro."));
    }

    @Test
    void fields_are_snake_case() {
        each(schema -> assertThat(fields(schema)).as(schema.getName()).allMatch(field -> field.name()
                .matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")));
    }

    @Test
    void an_optional_field_is_null_first_and_null_by_default() {
        each(schema -> fields(schema).stream()
                .filter(field -> field.schema().isNullable())
                .forEach(field -> {
                    String name = schema.getName() + "." + field.name();
                    assertThat(field.schema().getTypes().get(0).getType())
                            .as(name)
                            .isEqualTo(Schema.Type.NULL);
                    assertThat(field.hasDefaultValue()).as(name).isTrue();
                }));
    }

    @Test
    void a_time_of_day_is_a_logical_type_and_called_so() {
        each(schema -> fields(schema).stream()
                .filter(field -> field.name().equals("event_time"))
                .forEach(field -> assertThat(field.schema().getLogicalType())
                        .as(schema.getName())
                        .isNotNull()));
    }

    @Test
    void every_fact_says_who_it_is_what_it_is_when_and_from_what() {
        for (String fact : FACTS) {
            assertThat(names(fact)).as(fact).contains("event_id", "kind", "event_time", "stamp", "cause");
        }
    }

    @Test
    void every_raw_event_says_who_it_is_what_it_is_and_when() {
        for (String raw : RAW_EVENTS) {
            assertThat(names(raw)).as(raw).contains("event_id", "kind", "event_time");
        }
    }

    @Test
    void content_that_is_kept_for_ever_has_room_for_the_key_that_encrypts_it() {
        each(schema -> {
            Schema.Field content = schema.getType() == Schema.Type.RECORD ? schema.getField("content") : null;
            if (content != null) {
                assertThat(schema.getField("key_id")).as(schema.getName()).isNotNull();
            }
        });
    }

    private static Set<String> names(String record) {
        Set<String> names = new LinkedHashSet<>();
        Schema schema = requireNonNull(NOW.byName().get("io.parley.avro." + record), record);
        schema.getFields().forEach(field -> names.add(field.name()));
        return names;
    }

    private static void each(Consumer<Schema> check) {
        assertThat(NOW.byName()).isNotEmpty();
        NOW.byName().values().forEach(check);
    }

    private static List<Schema.Field> fields(Schema schema) {
        return schema.getType() == Schema.Type.RECORD ? schema.getFields() : List.of();
    }

    private static boolean isBlank(@Nullable String doc) {
        return doc == null || doc.isBlank();
    }
}
