package io.parley.sinks.push;

import io.parley.avro.PushRequest;
import io.parley.sinks.common.Mapping;
import io.parley.sinks.common.UnknownKindException;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** A request is a push to each of its devices for whose platform there is a target. */
final class FactMapping implements Mapping<Push> {
    private static final String MESSAGE = "message";

    private final Set<String> platforms;

    FactMapping(Set<String> platforms) {
        this.platforms = Set.copyOf(platforms);
    }

    @Override
    public List<Push> writes(SpecificRecord fact) {
        if (!(fact instanceof PushRequest request)) {
            throw new UnknownKindException(
                    "push does not know " + fact.getSchema().getName());
        }
        if (!request.getKind().equals(MESSAGE)) {
            throw new UnknownKindException("push does not know requests of kind " + request.getKind());
        }
        return request.getDevices().stream()
                .filter(device -> platforms.contains(device.getPlatform()))
                .map(device -> new Push(request, device))
                .toList();
    }
}
