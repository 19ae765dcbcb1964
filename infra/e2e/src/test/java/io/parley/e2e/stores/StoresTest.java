package io.parley.e2e.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lies planted into a store are found. */
class StoresTest {

    private final Map<String, Row> log = Map.of("m1", row("one"), "m2", row("two"));

    @Test
    void a_store_that_equals_the_log_passes() {
        assertThat(differences(Map.of("m1", row("one"), "m2", row("two")))).isEmpty();
    }

    @Test
    void a_lost_row_is_found() {
        assertThat(differences(Map.of("m1", row("one"))))
                .singleElement()
                .asString()
                .contains("m2");
    }

    @Test
    void a_changed_row_is_found() {
        assertThat(differences(Map.of("m1", row("one"), "m2", row("lies"))))
                .singleElement()
                .asString()
                .contains("two", "lies");
    }

    @Test
    void a_row_that_nobody_wrote_is_found() {
        assertThat(differences(Map.of("m1", row("one"), "m2", row("two"), "m3", row("three"))))
                .singleElement()
                .asString()
                .contains("in the store alone");
    }

    @Test
    void nothing_is_said_alike_on_both_sides() {
        assertThat(new Row().with("a", null).with("b", List.of()).with("c", "")).isEmpty();
    }

    private List<String> differences(Map<String, Row> store) {
        List<String> found = new ArrayList<>();
        Stores.compare("messages", log, store, found);
        return found;
    }

    private static Row row(String content) {
        return new Row().with("content", content);
    }
}
