package io.parley.e2e;

import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Play;
import io.parley.e2e.play.Workload;
import io.parley.e2e.stores.Stores;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What must always hold, holds: many users over two edges, one shard. */
@Order(6)
class OneShardIT {

    @Test
    void every_law_holds_and_the_stores_equal_the_log() {
        try (Play play = new Play(Cluster.withShards(1))) {
            Workload workload = new Workload(play, 20_260_101, new Workload.Size(24, 480, 700));

            workload.gather().run(() -> {});

            Judged.truthful("one-shard", workload.settle());
            Stores.equalTheLog(play.cluster());
        }
    }
}
