package io.parley.e2e;

import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Play;
import io.parley.e2e.play.Workload;
import io.parley.e2e.stores.Stores;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What must always hold, holds: many users over two edges, four shards. */
@Order(9)
class FourShardsIT {

    @Test
    void every_law_holds_and_the_stores_equal_the_log() {
        try (Play play = new Play(Cluster.withShards(4))) {
            Workload workload = new Workload(play, 20_260_104, new Workload.Size(24, 480, 700));

            workload.gather().run(() -> {});

            Judged.truthful("four-shards", workload.settle());
            Stores.equalTheLog(play.cluster());
        }
    }
}
