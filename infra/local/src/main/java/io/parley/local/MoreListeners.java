package io.parley.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;

/**
 * More ports at which the log listens on loopback, each with the address that it tells to who comes by it:
 * {@code PORT@HOST:PORT}, parted by spaces. What they add to the broker's own settings is each a list's rest.
 */
public record MoreListeners(List<Listener> all) {
    private static final Pattern ONE = Pattern.compile("([0-9]{1,5})@([^@:]+:[0-9]{1,5})");

    /** One of them. */
    record Listener(String name, String port, String told) {}

    static MoreListeners parse(String setting, String text) {
        List<Listener> all = new ArrayList<>();
        for (String word : text.strip().split(" +")) {
            Matcher one = ONE.matcher(word);
            if (one.matches()) {
                all.add(new Listener("MORE" + (all.size() + 1), one.group(1), one.group(2)));
            } else if (!word.isEmpty()) {
                throw new ConfigException(setting, word, "must be PORT@HOST:PORT, as 19092@127.0.0.1:29092");
            }
        }
        return new MoreListeners(List.copyOf(all));
    }

    /** For {@code listeners}. */
    public String listening() {
        return joined(one -> one.name() + "://127.0.0.1:" + one.port());
    }

    /** For {@code advertised.listeners}. */
    public String advertised() {
        return joined(one -> one.name() + "://" + one.told());
    }

    /** For {@code listener.security.protocol.map}. */
    public String protocols() {
        return joined(one -> one.name() + ":PLAINTEXT");
    }

    private String joined(Function<Listener, String> text) {
        return all.stream().map(one -> "," + text.apply(one)).collect(Collectors.joining());
    }
}
