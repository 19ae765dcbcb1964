package io.parley.sinks.cassandra;

import io.parley.sinks.common.FactSinkTask;
import io.parley.sinks.common.Mapping;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.SinkMeters;
import io.parley.sinks.common.Store;
import org.apache.kafka.common.config.AbstractConfig;

/** One task of the Cassandra sink. */
public final class CassandraSinkTask extends FactSinkTask<RowWrite> {
    private SinkContents contents = SinkContents.none();

    public CassandraSinkTask() {
        super(CassandraSinkSettings.definition(), CassandraSinkSettings.TOPICS);
    }

    @Override
    protected Store<RowWrite> store(AbstractConfig settings, SinkMeters meters) {
        contents = contents(settings);
        settings.getList(CassandraSinkSettings.CONTACT_POINTS).forEach(Sessions::address);
        return new TableStore(
                new Sessions(settings),
                settings.getInt(CassandraSinkSettings.BATCH_ROWS),
                new Packing(
                        settings.getInt(CassandraSinkSettings.BATCH_PARTITIONS),
                        settings.getInt(CassandraSinkSettings.BATCH_BYTES)),
                settings.getInt(CassandraSinkSettings.INFLIGHT));
    }

    @Override
    protected Mapping<RowWrite> mapping() {
        return new FactMapping(contents);
    }
}
