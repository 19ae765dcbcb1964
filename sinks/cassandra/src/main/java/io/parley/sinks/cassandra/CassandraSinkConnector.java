package io.parley.sinks.cassandra;

import io.parley.sinks.common.FactSinkConnector;
import java.util.Map;

/** The Cassandra sink as Connect finds it. */
public final class CassandraSinkConnector extends FactSinkConnector {

    public CassandraSinkConnector() {
        super(CassandraSinkTask.class, CassandraSinkSettings.definition(), CassandraSinkSettings.TOPICS);
    }

    @Override
    protected Map<String, String> complaints(Map<String, String> given) {
        return CassandraSinkSettings.complaints(given);
    }
}
