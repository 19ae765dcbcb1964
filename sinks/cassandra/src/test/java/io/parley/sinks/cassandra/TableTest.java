package io.parley.sinks.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables here and those of the schemas are one. */
class TableTest {

    @Test
    void every_table_of_the_schemas_is_written_whole() throws IOException {
        Matcher created = Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+) \\((.*?)\\n\\)", Pattern.DOTALL)
                .matcher(cql());
        List<String> seen = new ArrayList<>();
        while (created.find()) {
            String name = created.group(1);
            seen.add(name);
            assertThat(columnsWritten(name)).as(name).isEqualTo(columnsCreated(created.group(2)));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(tablesWritten());
    }

    @Test
    void the_keys_are_those_of_the_schemas() throws IOException {
        for (Table table : Table.values()) {
            String partition = String.join(", ", table.partitionKey());
            assertThat(cql())
                    .as(table.name())
                    .containsPattern("CREATE TABLE IF NOT EXISTS " + table.cqlName() + " \\([^;]*(PRIMARY KEY \\(\\(?"
                            + partition + "\\)?|" + partition + " text PRIMARY KEY)");
        }
    }

    private static Set<String> tablesWritten() {
        Set<String> names = new TreeSet<>();
        Arrays.stream(Table.values()).forEach(table -> names.add(table.cqlName()));
        return names;
    }

    private static Set<String> columnsWritten(String name) {
        Set<String> columns = new TreeSet<>();
        for (Table table : Table.values()) {
            if (table.cqlName().equals(name)) {
                columns.addAll(table.key());
                columns.addAll(table.columns());
            }
        }
        return columns;
    }

    private static Set<String> columnsCreated(String body) {
        String flat = body.replaceAll("PRIMARY KEY \\(.*\\)", "").replaceAll("frozen<[^\\n]*?>+ *(?=,|\\n|$)", "list");
        Set<String> columns = new TreeSet<>();
        for (String column : flat.split("[,\\n]")) {
            if (!column.isBlank()) {
                columns.add(column.strip().split(" ")[0]);
            }
        }
        return columns;
    }

    private static String cql() throws IOException {
        try (InputStream in = Objects.requireNonNull(TableTest.class.getResourceAsStream("/cql/tables.cql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
