package io.parley.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** Variables that single parts have for themselves: {@code PART:NAME=VALUE}, parted by spaces, so that no value has one. */
record OwnVariables(List<Variable> all) {
    private static final Pattern ONE = Pattern.compile("([a-z0-9-]+):([A-Za-z_][A-Za-z0-9_]*)=(.*)");

    record Variable(String part, String name, String value) {}

    static OwnVariables parse(String setting, String text) {
        List<Variable> all = new ArrayList<>();
        for (String word : text.strip().split(" +")) {
            Matcher one = ONE.matcher(word);
            if (one.matches()) {
                all.add(new Variable(one.group(1), one.group(2), one.group(3)));
            } else if (!word.isEmpty()) {
                throw new ConfigException(
                        setting, word, "must be PART:NAME=VALUE, as edge-2:PARLEY_EDGE_LEASE_MS=2000");
            }
        }
        return new OwnVariables(List.copyOf(all));
    }

    /** Those of a part; of two for one name the later. */
    Map<String, String> of(String part) {
        Map<String, String> own = new TreeMap<>();
        all.stream().filter(one -> one.part().equals(part)).forEach(one -> own.put(one.name(), one.value()));
        return own;
    }
}
