package io.parley.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

/** Who may do what; the table of docs/operate.md is made from here. {@code -Dparley.write} writes it anew. */
class AccessTest {
    private static final Path PAGE = Path.of("..", "docs", "operate.md");
    private static final String BEGIN = "<!-- rights: made by AccessTest -->\n";
    private static final String END = "<!-- /rights -->";
    /** Not ours: whoever looks after what users report. */
    private static final Set<String> OTHERS = Set.of("moderation");

    private final Access access = Access.load();

    @Test
    void every_role_that_writes_or_reads_a_topic_has_a_principal() {
        Set<String> named = new TreeSet<>();
        for (Catalogue.Entry topic : Catalogue.load().topics()) {
            named.addAll(topic.writers());
            named.addAll(topic.readers());
        }
        named.removeAll(OTHERS);

        Set<String> known = access.principals().stream()
                .flatMap(principal -> principal.roles().stream())
                .collect(Collectors.toSet());
        assertThat(known).containsAll(named);
    }

    @Test
    void an_edge_may_write_what_users_want_and_nothing_that_was_decided() {
        assertThat(texts(Access.EDGE))
                .contains(
                        "[WRITE] topic chat.raw", "[READ] topic edge.delivery", "[WRITE] transactional-id edge-slot-*")
                .noneMatch(text -> text.contains("chat.messages"))
                .noneMatch(text -> text.contains(" group "));
    }

    @Test
    void every_sink_has_a_group_of_its_own() {
        assertThat(texts(Access.CONNECT))
                .contains(
                        "[READ] group connect-cassandra-sink", "[READ] topic push.requests", "[WRITE] topic user.raw");
    }

    @Test
    void nobody_may_do_everything() {
        assertThat(access.principals())
                .flatExtracting(Access.Principal::grants)
                .flatExtracting(Grant::operations)
                .doesNotContain(AclOperation.ALL, AclOperation.ANY, AclOperation.ALTER, AclOperation.CLUSTER_ACTION);
    }

    private List<String> texts(String principal) {
        return access.principal(principal).grants().stream()
                .map(grant -> grant.operations() + " " + grant.resourceText())
                .toList();
    }

    @Test
    void the_page_has_the_table() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String after = page.substring(page.indexOf(END));
        String wanted = before + table() + after;
        if (System.getProperty("parley.write") != null) {
            Files.writeString(PAGE, wanted);
        }

        assertThat(PAGE)
                .as("made by mvn test -Dtest=AccessTest -Dparley.write")
                .content()
                .isEqualTo(wanted);
    }

    private String table() {
        StringBuilder text = new StringBuilder("| principal | may | on | as | why |\n|---|---|---|---|---|\n");
        for (Access.Principal principal : access.principals()) {
            principal
                    .grants()
                    .forEach(grant -> text.append(Stream.of(
                                    "`" + principal.name() + "`",
                                    grant.operations().stream()
                                            .map(AclOperation::name)
                                            .collect(Collectors.joining(", ")),
                                    "`" + grant.resourceText() + "`",
                                    grant.role(),
                                    grant.why())
                            .collect(Collectors.joining(" | ", "| ", " |\n"))));
        }
        return text.toString();
    }
}
