package io.parley.sinks.push;

import io.parley.avro.PushRequest;
import io.parley.sinks.common.Mapping;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.UnknownKindException;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** A request is a push to each of its devices for whose platform there is a target. */
final class FactMapping implements Mapping<Push> {
    private static final String MESSAGE = "message";

    private static final int PREVIEW_CODE_POINTS = 200;

    private final Set<String> platforms;
    private final SinkContents contents;

    FactMapping(Set<String> platforms, SinkContents contents) {
        this.contents = contents;
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
        open(request);
        return request.getDevices().stream()
                .filter(device -> platforms.contains(device.getPlatform()))
                .map(device -> new Push(request, device))
                .toList();
    }

    /** A preview that is encrypted is the whole content; one whose key was destroyed is none. */
    @SuppressWarnings("NullAway") // fields that may be null, which the generated setters do not say
    private void open(PushRequest request) {
        String keyId = request.getKeyId();
        String sealed = request.getPreview();
        if (keyId != null && sealed != null) {
            String content = contents.openerOf(Set.of(keyId)).content(keyId, request.getChatId(), sealed);
            request.setPreview(content == null ? null : beginning(content));
            request.setKeyId(null);
        }
    }

    private static String beginning(String content) {
        return content.codePointCount(0, content.length()) <= PREVIEW_CODE_POINTS
                ? content
                : content.substring(0, content.offsetByCodePoints(0, PREVIEW_CODE_POINTS));
    }
}
