package io.parley.e2e.stores;

import io.parley.avro.ReportFact;
import io.parley.avro.Topics;
import io.parley.e2e.play.Cluster;
import io.parley.keys.KeyRing;
import io.parley.keys.MasterKeys;
import io.parley.keys.Opener;
import java.util.List;

/** What was reported, as chat.reports says. */
public final class Reports {
    private final Log log;

    public Reports(Cluster cluster) {
        log = new Log(cluster.address("kafka"), cluster.address("registry"));
    }

    /** As a tool that moderates reads them: with the users' keys, which the master key opens. */
    public List<ReportFact> of(String chatId) {
        List<ReportFact> reports = log.read(Topics.CHAT_REPORTS).stream()
                .filter(report -> report.getChatId().equals(chatId))
                .toList();
        KeyRing ring = new KeyRing();
        log.read(Topics.USER_KEYS).forEach(ring::observe);
        MasterKeys masters = MasterKeys.parse(List.of(Cluster.MASTER_KEY), "the test");
        Opener opener = new Opener(ring, () -> masters);
        reports.forEach(report -> opener.open(report.getMessage()));
        return reports;
    }
}
