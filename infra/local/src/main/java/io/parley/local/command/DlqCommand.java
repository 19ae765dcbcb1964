package io.parley.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.local.dead.DeadLetter;
import io.parley.local.dead.Letters;
import io.parley.local.dead.Place;
import io.parley.local.dead.WayBack;
import io.parley.local.provision.ConnectorOffsets;
import io.parley.local.provision.Http;
import io.parley.local.tail.Decoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What was put aside, and its way back. */
@Command(
        name = "dlq",
        description = "Shows records that were put aside, why, and sends them on their way again.",
        subcommands = {DlqCommand.ListLetters.class, DlqCommand.ShowLetter.class, DlqCommand.Redrive.class})
public final class DlqCommand implements Runnable {
    private static final int FAILED = 1;

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    /** One line a letter. */
    @Command(name = "list", description = "One line a record: its place, when, where it lay, who could not go on, why.")
    static final class ListLetters implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Override
        public Integer call() {
            List<DeadLetter> letters =
                    new Letters(Running.require(data.folder()).address("kafka")).all();
            letters.forEach(letter -> System.out.println(letter.line()));
            System.out.println(letters.isEmpty() ? "Nothing was put aside." : letters.size() + " were put aside.");
            return 0;
        }
    }

    /** Everything about one. */
    @Command(name = "show", description = "One record, decoded, with what can be done about it.")
    static final class ShowLetter implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Parameters(paramLabel = "PLACE", description = "As `dlq list` shows it: talk.dead-letters-0@3.")
        private String place = "";

        @Override
        public Integer call() throws InterruptedException {
            Running running = Running.require(data.folder());
            DeadLetter letter = new Letters(running.address("kafka"))
                    .at(List.of(Place.parse(place)))
                    .get(0);
            Http http = new Http();
            String registry = running.address("registry") + "/apis/ccompat/v7/schemas/ids/";
            JsonNode value = new Decoder(id ->
                            Decoder.schemaOf(http.send("GET", registry + id, "").require("There is no schema " + id)))
                    .decode(letter.value());
            byte[] key = letter.key();
            System.out.println(letter.line());
            System.out.println("key    " + (key == null ? "none" : new String(key, StandardCharsets.UTF_8)));
            System.out.println("value  " + value);
            System.out.println("then   " + then(WayBack.of(letter)));
            return 0;
        }

        private static String then(WayBack way) {
            if (way instanceof WayBack.AskAgain again) {
                return "`dlq redrive` writes it to " + again.topic() + " once more";
            }
            if (way instanceof WayBack.Rewind rewind) {
                return "`dlq redrive` lets " + rewind.connector() + " read again from " + rewind.from();
            }
            return "has no way back: " + ((WayBack.None) way).why();
        }
    }

    /** The way back. */
    @Command(
            name = "redrive",
            description = {
                "Sends records on their way again, when what kept them is mended.",
                "A command of a user is asked for once more, from a sink's letter the sink reads again."
            })
    static final class Redrive implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Parameters(
                arity = "1..*",
                paramLabel = "PLACE",
                description = "As `dlq list` shows it: talk.dead-letters-0@3.")
        private List<String> places = List.of();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Running running = Running.require(data.folder());
            Letters letters = new Letters(running.address("kafka"));
            int code = 0;
            for (DeadLetter letter :
                    letters.at(places.stream().map(Place::parse).toList())) {
                code = Math.max(code, redrive(letters, letter, running.address("connect")));
            }
            return code;
        }

        private static int redrive(Letters letters, DeadLetter letter, String connect)
                throws IOException, InterruptedException {
            WayBack way = WayBack.of(letter);
            if (way instanceof WayBack.AskAgain again) {
                System.out.println(letter.place() + " is now " + letters.sendAgain(letter, again.topic()) + ".");
                return 0;
            }
            if (way instanceof WayBack.Rewind rewind) {
                Place from = rewind.from();
                OptionalLong next = new ConnectorOffsets(connect, new Http())
                        .rewind(rewind.connector(), from.topic(), from.partition(), from.offset());
                Place on = new Place(from.topic(), from.partition(), next.orElse(0));
                System.out.println(letter.place() + ": " + rewind.connector() + " reads on from " + on + ".");
                return 0;
            }
            System.err.println(letter.place() + " has no way back: " + ((WayBack.None) way).why() + ".");
            return FAILED;
        }
    }
}
