package io.parley.e2e.stores;

import io.parley.avro.ReportFact;
import io.parley.avro.Topics;
import io.parley.e2e.play.Cluster;
import java.util.List;

/** What was reported, as chat.reports says. */
public final class Reports {
    private final Log log;

    public Reports(Cluster cluster) {
        log = new Log(cluster.address("kafka"), cluster.address("registry"));
    }

    public List<ReportFact> of(String chatId) {
        return log.read(Topics.CHAT_REPORTS).stream()
                .filter(report -> report.getChatId().equals(chatId))
                .toList();
    }
}
