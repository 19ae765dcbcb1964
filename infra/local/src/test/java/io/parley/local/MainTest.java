package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.local.data.DataFolder;
import io.parley.local.data.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @Test
    void trouble_is_a_sentence_the_last_lines_and_a_way_out() {
        Trouble trouble = new Trouble("It broke.", "Mend it.", List.of("a", "b"));

        assertThat(trouble.text()).isEqualTo("It broke.\n  | a\n  | b\nMend it.");
    }

    @Test
    void a_command_on_nothing_that_runs_says_so_without_a_stack_trace(@TempDir Path folder) {
        StringWriter err = new StringWriter();

        int code = Main.commandLine()
                .setErr(new PrintWriter(err))
                .execute("send", "--data", folder.toString(), "alice", "bob", "hi");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("does not run", "parley up").doesNotContain("\tat ");
    }

    @Test
    void what_is_no_id_is_refused(@TempDir Path folder) {
        StringWriter err = new StringWriter();

        int code = Main.commandLine()
                .setErr(new PrintWriter(err))
                .execute("token", "--data", folder.toString(), "not an id");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("is no id");
    }

    @Test
    void topics_are_listed_and_told_of_without_anything_running() {
        StringWriter out = new StringWriter();

        int list = Main.commandLine().setOut(new PrintWriter(out)).execute("topics");
        int one = Main.commandLine().setOut(new PrintWriter(out)).execute("topics", "chat.messages");

        assertThat(List.of(list, one)).containsExactly(0, 0);
        assertThat(out.toString())
                .contains("edge.leases", "# chat.messages", "| deduplicate |", "read_committed", "`chat_seq`");
    }

    @Test
    void a_topic_that_is_not_in_the_catalogue_is_refused_with_those_that_are() {
        StringWriter err = new StringWriter();

        int code = Main.commandLine().setErr(new PrintWriter(err)).execute("topics", "chat.message");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("no topic chat.message", "chat.messages");
    }

    @Test
    void a_token_of_an_app_server_has_the_scope_and_a_users_has_none(@TempDir Path folder) throws Exception {
        Secret.keep(new DataFolder(folder));

        assertThat(claimsOf("token", "--data", folder.toString(), "shop", "--service"))
                .contains("\"sub\":\"shop\"", "\"scope\":\"service\"", "\"exp\":");
        assertThat(claimsOf("token", "--data", folder.toString(), "shop"))
                .contains("\"sub\":\"shop\"")
                .doesNotContain("scope");
    }

    /** What the token says that the command prints. */
    private static String claimsOf(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.commandLine().execute(arguments)).isZero();
        } finally {
            System.setOut(before);
        }
        String[] parts = printed.toString(StandardCharsets.UTF_8).strip().split("\\.");
        assertThat(parts).hasSize(3);
        return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    }

    @Test
    void a_token_names_its_user_and_its_end() {
        String[] parts = Tokens.make("a secret of at least thirty-two bytes", "alice", Duration.ofHours(1))
                .split("\\.");

        assertThat(parts).hasSize(3);
        assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .contains("\"sub\":\"alice\"", "\"exp\":");
    }
}
