package io.parley.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who in the edge may know whom. */
class EdgeArchitectureTest {
    private static final JavaClasses EDGE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.parley.edge");

    @Test
    void only_transport_knows_the_server() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.parley.edge.transport")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .because("the server can then be changed in one place, and everything else is tested without it")
                .check(EDGE);
    }

    @Test
    void only_bus_speaks_to_kafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.parley.edge.bus")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.clients..")
                .because("what goes to the log is decided in one place")
                .check(EDGE);
    }

    @Test
    void only_files_knows_the_object_store_and_what_is_in_a_file() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.parley.edge.files")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon..",
                        "org.apache.tika..",
                        "javax.imageio..",
                        "com.drew..",
                        "org.apache.commons..")
                .because("what a stranger's bytes are read with stays in one place")
                .check(EDGE);
    }

    @Test
    void frames_are_pure() {
        classes()
                .that()
                .resideInAPackage("io.parley.edge.protocol")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.parley.edge.protocol",
                        "io.parley.edge",
                        "io.parley.avro",
                        "io.parley.ids",
                        "com.fasterxml.jackson.core..",
                        "org.apache.avro..",
                        "org.jspecify..",
                        "java..")
                .because("frames are functions of values")
                .check(EDGE);
    }

    @Test
    void the_bus_knows_no_sessions() {
        noClasses()
                .that()
                .resideInAnyPackage("io.parley.edge.bus", "io.parley.edge.auth", "io.parley.edge.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.parley.edge.session", "io.parley.edge.transport", "io.parley.edge.rest")
                .because("they are below them")
                .check(EDGE);
    }

    @Test
    void only_stores_and_hints_speak_to_redis() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.parley.edge.store", "io.parley.edge.presence")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..")
                .because("what is kept in Redis is decided in two places that share no key")
                .check(EDGE);
    }

    @Test
    void hints_know_no_sessions_and_never_the_log() {
        noClasses()
                .that()
                .resideInAPackage("io.parley.edge.presence")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.parley.edge.session",
                        "io.parley.edge.transport",
                        "io.parley.edge.rest",
                        "io.parley.edge.bus",
                        "io.parley.avro..",
                        "org.apache.kafka.clients..")
                .because("a hint may be lost, and nothing durable may come to depend on one")
                .check(EDGE);
    }
}
