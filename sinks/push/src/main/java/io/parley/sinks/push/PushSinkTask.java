package io.parley.sinks.push;

import io.parley.sinks.common.FactSinkTask;
import io.parley.sinks.common.Mapping;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.SinkMeters;
import io.parley.sinks.common.Store;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;

/** One task of the push sink. */
public final class PushSinkTask extends FactSinkTask<Push> {
    private Set<String> platforms = Set.of();
    private SinkContents contents = SinkContents.none();

    public PushSinkTask() {
        super(PushSinkSettings.definition(), PushSinkSettings.TOPICS);
    }

    @Override
    public void start(Map<String, String> given) {
        Map<String, String> complaints = PushSinkSettings.complaints(given);
        if (!complaints.isEmpty()) {
            throw new ConnectException("half-configured: " + complaints);
        }
        super.start(given);
    }

    @Override
    protected Store<Push> store(AbstractConfig settings, SinkMeters meters) {
        contents = contents(settings);
        Targets targets = PushSinkSettings.targets(settings);
        platforms = targets.platforms();
        return PushSinkSettings.store(settings, targets, serdes(settings), new PushMeters(meters));
    }

    @Override
    protected Mapping<Push> mapping() {
        return new FactMapping(platforms, contents);
    }
}
