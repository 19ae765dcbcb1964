package io.parley.tests.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.tests.world.Connection;
import java.util.List;

/** What a person's device is told, in the order of the connection. */
public final class Listener {
    private final Stage stage;
    private final String name;
    private final String device;

    Listener(Stage stage, String name) {
        this(stage, name, Stage.DEVICE);
    }

    private Listener(Stage stage, String name, String device) {
        this.stage = stage;
        this.name = name;
        this.device = device;
    }

    public Listener on(String otherDevice) {
        return new Listener(stage, name, otherDevice);
    }

    /** These come next, see {@link Lines}. */
    public Listener hears(String... lines) {
        Connection connection = connection();
        List<String> heard = stage.unasserted(connection);
        assertThat(heard.subList(0, Math.min(heard.size(), lines.length)))
                .as("%s hears, of %s", connection, heard)
                .containsExactly(lines);
        stage.assertedUpTo(connection, lines.length);
        return this;
    }

    public void and_nothing_else() {
        assertThat(stage.unasserted(connection())).as(connection().toString()).isEmpty();
    }

    public void hears_nothing() {
        and_nothing_else();
    }

    public Listener is_connected() {
        assertThat(connection().isLive()).as(connection().toString()).isTrue();
        return this;
    }

    public void is_replaced() {
        assertThat(connection().isReplaced()).as(connection().toString()).isTrue();
    }

    /** The head that hello told, and whether the rest follows. */
    public Listener is_greeted(long seq, boolean resumed) {
        assertThat(connection().isLive()).as(connection().toString()).isTrue();
        assertThat(connection().head()).as("seq of hello").isEqualTo(seq);
        assertThat(connection().resumed()).as("resumed").isEqualTo(resumed);
        return this;
    }

    public Connection connection() {
        return stage.device(name, device);
    }
}
