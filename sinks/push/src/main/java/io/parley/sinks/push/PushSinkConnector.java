package io.parley.sinks.push;

import io.parley.sinks.common.FactSinkConnector;
import java.util.Map;

/** The push sink as Connect finds it. */
public final class PushSinkConnector extends FactSinkConnector {

    public PushSinkConnector() {
        super(PushSinkTask.class, PushSinkSettings.definition(), PushSinkSettings.TOPICS);
    }

    @Override
    protected Map<String, String> complaints(Map<String, String> given) {
        return PushSinkSettings.complaints(given);
    }
}
