package io.parley.local.run;

import java.time.Duration;

/** Hears how a start or an end goes on; called from several threads. */
public interface Progress {
    Progress SILENT = new Progress() {
        @Override
        public void done(String what, String how, Duration took) {}

        @Override
        public void say(String line) {}
    };

    /** One thing is done: {@code kafka}, {@code ready}, how long it took. */
    void done(String what, String how, Duration took);

    void say(String line);
}
