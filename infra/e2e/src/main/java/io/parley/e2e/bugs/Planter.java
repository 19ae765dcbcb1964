package io.parley.e2e.bugs;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/** Runs inside the part, before its main class, and plants one bug. It tells so in the part's log. */
public final class Planter {
    static final String PLANTED = "A bug is planted: ";

    private Planter() {}

    public static void premain(String name, Instrumentation instrumentation) {
        Bug bug = Bug.valueOf(name);
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .type(named(bug.type()))
                .transform((builder, type, loader, module, domain) -> {
                    if (!type.getDeclaredMethods().filter(bug.method()).isEmpty()) {
                        System.out.println(PLANTED + bug);
                    }
                    return builder.visit(Advice.to(bug.advice()).on(bug.method()));
                })
                .installOn(instrumentation);
    }

    /** The option by which a JVM plants a bug into itself; the jar is written into the folder. */
    public static String option(Bug bug, Path folder) {
        return option(Planter.class, bug.name(), folder);
    }

    /** The option by which a JVM runs an agent of ours before its main class. */
    static String option(Class<?> agent, String argument, Path folder) {
        Path jar = folder.resolve(agent.getSimpleName() + ".jar");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", agent.getName());
        main.put(Attributes.Name.CLASS_PATH, home(Planter.class) + " " + home(AgentBuilder.class));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "-javaagent:" + jar + "=" + argument;
    }

    /** Whether the bug is in the part, by what the part has logged. */
    public static boolean isPlanted(Bug bug, List<String> log) {
        return log.stream().anyMatch(line -> line.contains(PLANTED + bug));
    }

    private static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
