package io.parley.e2e;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.parley.local.part.ClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.pool.TypePool;

/** A topology that decides one thing otherwise: a folder with the one class that does. */
final class OtherTopology {
    private static final String CHANGES = "io.parley.topology.inbox.Changes";

    private OtherTopology() {}

    static Path that_previews(String text, Path folder) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("other"));
        try (ClassFileLocator built = built()) {
            new ByteBuddy()
                    .redefine(TypePool.Default.of(built).describe(CHANGES).resolve(), built)
                    .method(named("preview"))
                    .intercept(FixedValue.value(text))
                    .make()
                    .saveIn(classes.toFile());
        }
        return classes;
    }

    private static ClassFileLocator built() throws IOException {
        List<ClassFileLocator> locators = new ArrayList<>();
        for (Path entry : ClassPath.of("topology").entries()) {
            File file = entry.toFile();
            locators.add(
                    file.isDirectory() ? new ClassFileLocator.ForFolder(file) : ClassFileLocator.ForJarFile.of(file));
        }
        locators.add(ClassFileLocator.ForClassLoader.ofPlatformLoader());
        return new ClassFileLocator.Compound(locators);
    }
}
