package io.parley.replay.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.ids.TimeUuid;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fact without what may rightly be another the second time: where its cause lies, and what summaries by the clock move,
 * which are users' counters of events and the last microseconds of stamps and of ids made from stamps; and without sums
 * over all chats of a user, since some may not be compared, and each chat's count is. Pure functions.
 */
final class Plain {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> LEFT_OUT = Set.of("cause", "event_id", "seq", "behind", "badge");
    private static final long MICROS = 1_000;

    /** Every stamp since 2002 is above, every time in milliseconds until 33658 below. */
    private static final long STAMPS = 1_000_000_000_000_000L;

    private static final Pattern TIME_UUID =
            Pattern.compile("([0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3})-([0-9a-f]{4}-[0-9a-f]{12})");

    private Plain() {}

    static JsonNode of(JsonNode node) {
        if (node.isObject()) {
            ObjectNode plain = NODES.objectNode();
            node.properties().forEach(field -> {
                if (!LEFT_OUT.contains(field.getKey())) {
                    plain.set(field.getKey(), of(field.getValue()));
                }
            });
            return plain;
        }
        if (node.isArray()) {
            ArrayNode plain = NODES.arrayNode();
            node.forEach(each -> plain.add(of(each)));
            return plain;
        }
        if (node.isIntegralNumber() && node.asLong() > STAMPS) {
            return NODES.numberNode(node.asLong() / MICROS);
        }
        return node.isTextual() ? NODES.textNode(ids(node.asText())) : node;
    }

    private static String ids(String text) {
        return TIME_UUID
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        TimeUuid.stampOf(UUID.fromString(found.group())) / MICROS + "-" + found.group(2)));
    }
}
