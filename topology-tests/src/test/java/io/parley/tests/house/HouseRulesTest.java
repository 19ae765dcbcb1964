package io.parley.tests.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom: the table of the house, checked by class files and not by memory. */
@SuppressWarnings("NullAway.Init") // filled before all
class HouseRulesTest {
    /** The Java binding of the schemas. */
    private static final String[] AVRO = {
        "io.parley.access..",
        "io.parley.avro..",
        "io.parley.ids..",
        "io.parley.settings..",
        "io.parley.text..",
        "io.parley.keys..",
        "io.parley.log..",
        "io.parley.metrics.."
    };

    private static JavaClasses house;

    @BeforeAll
    static void look_at_every_class() {
        house = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/io/parley/tests/"))
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.parley");
    }

    @Test
    void every_module_is_looked_at() {
        for (String module : List.of("avro", "topology.chat", "topology.inbox", "edge", "sinks", "client")) {
            assertThat(house.stream().anyMatch(type -> type.getPackageName().startsWith("io.parley." + module)))
                    .as(module)
                    .isTrue();
        }
    }

    @Test
    void the_binding_imports_nobody() {
        imports_only("the schemas are at the bottom", AVRO, AVRO);
    }

    @Test
    void topologies_import_the_binding_alone() {
        imports_only(
                "talk is decided from records alone", of("io.parley.topology.."), with(AVRO, "io.parley.topology.."));
    }

    @Test
    void edges_import_the_binding_and_never_topologies_or_sinks() {
        imports_only("an edge holds sockets and no truth", of("io.parley.edge.."), with(AVRO, "io.parley.edge.."));
    }

    @Test
    void sinks_import_the_binding_and_never_each_other() {
        imports_only("a sink knows the log alone", of("io.parley.sinks.."), with(AVRO, "io.parley.sinks.."));
        check(slices().matching("io.parley.sinks.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage("io.parley.sinks.."), resideInAPackage("io.parley.sinks.common..")));
    }

    @Test
    void clients_know_the_wire_contract_alone() {
        imports_only("a client is what anybody could write", of("io.parley.client.."), of("io.parley.client.."));
        check(noClasses()
                .that(resideInAPackage("io.parley.client.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "org.apache.avro..")));
    }

    @Test
    void runtime_alone_touches_kafka_streams() {
        check(noClasses()
                .that(resideInAPackage("io.parley..").and(not(resideInAPackage("io.parley.topology.runtime.."))))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.apache.kafka.streams.KafkaStreams")
                .because("a topology is a value, and only the process around it lives"));
    }

    @Test
    void nobody_builds_on_runtime() {
        check(noClasses()
                .that(resideInAPackage("io.parley.topology..")
                        .and(not(resideInAPackage("io.parley.topology.runtime.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.parley.topology.runtime..")
                .because("runtime runs what the others describe"));
    }

    @Test
    void chat_and_inbox_do_not_know_each_other() {
        check(noClasses()
                .that(resideInAPackage("io.parley.topology.chat.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.parley.topology.inbox.."));
        check(noClasses()
                .that(resideInAPackage("io.parley.topology.inbox.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.parley.topology.chat..")
                .because("they meet in records, here as over user.inbox"));
    }

    @Test
    void a_topology_has_no_clock_no_chance_and_no_environment() {
        check(noClasses()
                .that(resideInAPackage("io.parley.topology..")
                        .and(not(resideInAPackage("io.parley.topology.runtime.."))))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class)
                .because("the same log must make the same world again"));
    }

    @Test
    void undertow_is_in_edge_transport_alone() {
        only("io.undertow..", "io.parley.edge.transport..");
        only("org.xnio..", "io.parley.edge.transport..");
    }

    @Test
    void of_an_edge_the_bus_alone_reads_and_writes_the_log() {
        check(noClasses()
                .that(resideInAPackage("io.parley.edge..").and(not(resideInAPackage("io.parley.edge.bus.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka.clients..",
                        "org.apache.kafka.streams..",
                        "org.apache.kafka.common.serialization.."));
    }

    @Test
    void tables_and_cache_are_behind_stores_and_sinks() {
        only("com.datastax..", "io.parley.edge.store..", "io.parley.sinks.cassandra..");
        only("io.lettuce..", "io.parley.edge.store..", "io.parley.edge.presence..", "io.parley.sinks.redis..");
    }

    @Test
    void platforms_are_told_by_the_push_sink_alone() {
        only("com.eatthepath..", "io.parley.sinks.push..");
        only("com.google.auth..", "io.parley.sinks.push..");
    }

    @Test
    void tokens_are_judged_in_auth_alone() {
        only("com.nimbusds..", "io.parley.edge.auth..");
    }

    @Test
    void packages_of_a_topology_have_no_circle() {
        check(slices().matching("io.parley.topology.(*)..").should().beFreeOfCycles());
    }

    @Test
    void a_name_says_what_a_thing_is() {
        check(noClasses()
                .that(resideInAPackage("io.parley.."))
                .should()
                .haveNameMatching(".*(Impl|Utils?|Manager|Helper)$"));
    }

    private static void imports_only(String why, String[] who, String[] whom) {
        DescribedPredicate<JavaClass> ours = resideInAPackage("io.parley..");
        check(noClasses()
                .that(resideInAnyPackage(who))
                .should()
                .dependOnClassesThat(ours.and(not(resideInAnyPackage(whom))))
                .because(why));
    }

    private static void only(String library, String... places) {
        check(classes()
                .that(resideInAPackage("io.parley..").and(not(resideInAnyPackage(places))))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(library))));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(house);
    }

    private static String[] of(String... packages) {
        return packages;
    }

    private static String[] with(String[] some, String one) {
        String[] all = Arrays.copyOf(some, some.length + 1);
        all[some.length] = one;
        return all;
    }
}
