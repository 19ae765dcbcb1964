package io.parley.sinks.webhook;

import io.parley.sinks.common.FactSinkConnector;
import java.util.Map;

/** The webhook sink as Connect finds it: one connector is one endpoint. */
public final class WebhookSinkConnector extends FactSinkConnector {

    public WebhookSinkConnector() {
        super(WebhookSinkTask.class, WebhookSinkSettings.definition(), WebhookSinkSettings.TOPICS);
    }

    @Override
    protected Map<String, String> complaints(Map<String, String> given) {
        return WebhookSinkSettings.complaints(given);
    }
}
