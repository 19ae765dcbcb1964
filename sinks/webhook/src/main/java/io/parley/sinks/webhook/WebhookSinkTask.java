package io.parley.sinks.webhook;

import io.parley.sinks.common.FactSinkTask;
import io.parley.sinks.common.RecordMapping;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.SinkMeters;
import io.parley.sinks.common.Store;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;

/** One task of the webhook sink. */
public final class WebhookSinkTask extends FactSinkTask<Delivery> {
    private RecordMapping<Delivery> mapping = new FactMapping(Set.of(), Set.of(), SinkContents.none());

    public WebhookSinkTask() {
        super(WebhookSinkSettings.definition(), WebhookSinkSettings.TOPICS);
    }

    @Override
    public void start(Map<String, String> given) {
        Map<String, String> complaints = WebhookSinkSettings.complaints(given);
        if (!complaints.isEmpty()) {
            throw new ConnectException("half-configured: " + complaints);
        }
        super.start(given);
    }

    @Override
    protected Store<Delivery> store(AbstractConfig settings, SinkMeters meters) {
        mapping = WebhookSinkSettings.mapping(settings, contents(settings));
        return WebhookSinkSettings.store(settings, deadLetters(), new WebhookMeters(meters));
    }

    @Override
    protected RecordMapping<Delivery> mapping() {
        return mapping;
    }
}
