package io.parley.local.run;

import java.util.Set;

/** One thing of a start, done as soon as everything that it needs is done. */
public record Step(String name, Set<String> needs, String how, Action action) {

    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }
}
