package io.parley.local.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.local.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
    @TempDir
    private Path checkout = Path.of("");

    @Test
    void another_checkout_has_jars_of_its_own() throws IOException {
        Path jar = Files.createFile(checkout.resolve("edge-old.jar"));
        Path home = part("edge", jar.toString());
        Files.createFile(Files.createDirectories(home.resolve("a")).resolve("Main.class"));

        ClassPath found = ClassPath.of("edge", checkout);

        assertThat(found.entries()).containsExactly(home, jar);
        assertThat(found.hasOfItsOwn("a.Main")).isTrue();
        assertThat(found.hasOfItsOwn("a.Other")).isFalse();
    }

    @Test
    void what_is_not_built_there_is_said() throws IOException {
        assertThatThrownBy(() -> ClassPath.of("edge", checkout))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("not built in " + checkout);

        part("edge", checkout.resolve("gone.jar").toString());
        assertThatThrownBy(() -> ClassPath.of("edge", checkout))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("gone.jar is missing");
    }

    private Path part(String name, String classPath) throws IOException {
        Path home = checkout.resolve("infra/parts").resolve(name).resolve("target/classes");
        Path list = home.resolve("parley/parts").resolve(name + ".classpath");
        Files.createDirectories(list.getParent());
        Files.writeString(list, classPath + "\n");
        return home;
    }
}
