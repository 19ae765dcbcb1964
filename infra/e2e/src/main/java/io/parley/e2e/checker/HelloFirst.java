package io.parley.e2e.checker;

import java.util.Optional;

/** Every connection starts with one hello, for the user and device that opened it. */
final class HelloFirst {

    private HelloFirst() {}

    static void judge(Facts facts, Verdict verdict) {
        for (Connection connection : facts.history().connections()) {
            if (connection.received().isEmpty()) {
                continue;
            }
            Frame first = connection.received().get(0);
            verdict.unless(
                    first.is("hello"), Law.HELLO_FIRST, "%s: the first frame is %s", connection.id(), first.json());
            long hellos = connection.received().stream()
                    .filter(frame -> frame.is("hello"))
                    .count();
            verdict.unless(hellos <= 1, Law.HELLO_FIRST, "%s: %d hellos", connection.id(), hellos);
            Optional<Frame> hello = connection.hello();
            hello.ifPresent(frame -> verdict.unless(
                    frame.text("user").equals(connection.user())
                            && frame.text("device").equals(connection.device()),
                    Law.HELLO_FIRST,
                    "%s: was greeted as %s",
                    connection.id(),
                    frame.json()));
        }
    }
}
