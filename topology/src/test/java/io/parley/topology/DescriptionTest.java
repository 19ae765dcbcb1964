package io.parley.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Serdes;
import io.parley.ids.Placement;
import io.parley.topology.chat.ChatSupplier;
import io.parley.topology.inbox.InboxSupplier;
import io.parley.topology.push.PushSupplier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;

/**
 * What others hold on to by name: nodes, stores, internal topics. A change shows here first. To accept one, run with
 * {@code -Dgolden.update=true} and look at the difference.
 */
class DescriptionTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @Test
    void the_topology_is_as_described() throws IOException {
        Topology talk = TalkTopology.build(TalkConfig.defaults(), Placement.murmur2(4), Serdes.inMemory());

        held("talk.describe.txt", talk.describe().toString());
    }

    @Test
    void the_internal_topics_are_as_listed() throws IOException {
        Placement placement = Placement.murmur2(4);
        TalkConfig config = TalkConfig.defaults();
        ThreadLocal<Pace> paces = ThreadLocal.withInitial(() -> new Pace(config.commits()));
        Stream<String> changelogs = Stream.of(
                        new OnceSupplier(config.storage()),
                        new ChatSupplier(config, placement, paces),
                        new InboxSupplier(config, placement, paces))
                .map(ProcessorSupplier::stores)
                .flatMap(stores -> stores.stream())
                .map(store -> changelog(TalkTopology.APPLICATION_ID, store))
                .sorted();

        held("talk.internal-topics.txt", String.join("", changelogs.toList()));
    }

    @Test
    void push_is_as_described() throws IOException {
        Topology push = PushTopology.build(PushConfig.defaults(), Placement.murmur2(4), Serdes.inMemory());

        held("push.describe.txt", push.describe().toString());
    }

    @Test
    void the_internal_topics_of_push_are_as_listed() throws IOException {
        Stream<String> changelogs = new PushSupplier(PushConfig.defaults())
                .stores().stream()
                        .map(store -> changelog(PushTopology.APPLICATION_ID, store))
                        .sorted();

        held("push.internal-topics.txt", String.join("", changelogs.toList()));
    }

    private static String changelog(String application, StoreBuilder<?> store) {
        assertThat(store.loggingEnabled()).as(store.name()).isTrue();
        return application + "-" + store.name() + "-changelog " + new TreeMap<>(store.logConfig()) + "\n";
    }

    private static void held(String name, String now) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, now);
        }
        assertThat(now).isEqualTo(Files.readString(file));
    }
}
