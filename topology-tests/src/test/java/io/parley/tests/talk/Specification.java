package io.parley.tests.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Message;
import io.parley.ids.TimeUuid;
import io.parley.tests.world.Log;
import io.parley.tests.world.World;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A chapter: every test of it runs in a fresh world of one shard, and in one of four. */
@ParameterizedClass(name = "shards: {0}")
@ValueSource(ints = {1, 4})
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
public abstract class Specification {
    @Parameter
    protected int shards;

    protected Given given;
    protected People<Actor> when;
    protected Then then;

    private Stage stage;
    private World world;

    @BeforeEach
    void begin() {
        world = new World(shards, config().with(bounds -> bounds.storage = TalkConfig.Storage.MEMORY));
        stage = new Stage(world);
        given = new Given(stage);
        when = given;
        then = new Then(stage);
    }

    @AfterEach
    void end() {
        try {
            assertThat(stage.unexpected()).as("refused, and nobody expected it").isEmpty();
            holdsAlways();
        } finally {
            world.close();
        }
    }

    /** Others than the defaults, where a chapter needs limits that it can reach. */
    protected TalkConfig config() {
        return TalkConfig.defaults();
    }

    protected final World world() {
        return world;
    }

    protected final Log log() {
        return world.log();
    }

    /** The chat that is talked of. */
    protected final String chat() {
        return stage.chat();
    }

    protected final void talk_of(String chatId) {
        stage.talkOf(chatId);
    }

    protected final String id_of(String said) {
        return stage.id(said);
    }

    protected final void time_passes(Duration time) {
        world.pass(time);
    }

    /** Every task dies and is restored from its changelogs. */
    protected final void all_tasks_die() {
        world.crashAll();
    }

    /** What no behaviour may break: places without a gap, and ids that order as they do. */
    private void holdsAlways() {
        Set<String> chats = new HashSet<>();
        log().messages().forEach(fact -> chats.add(fact.getChatId()));
        for (String chat : chats) {
            List<Message> talk = log().talk(chat).toList();
            assertThat(talk)
                    .extracting(Message::getChatSeq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, talk.size()).boxed().toList());
            List<Long> stamps = talk.stream()
                    .map(message -> TimeUuid.stampOf(message.getMsgId()))
                    .toList();
            assertThat(stamps).isSorted().doesNotHaveDuplicates();
        }
    }
}
