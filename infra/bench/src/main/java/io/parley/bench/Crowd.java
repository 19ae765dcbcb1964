package io.parley.bench;

import java.io.IOException;

/** Gathers who takes part in a workload. */
@FunctionalInterface
interface Crowd {

    Workload gather(Bench bench) throws IOException, InterruptedException;

    static Crowd oneToOne(Options options) {
        return bench -> Workload.oneToOne(bench, options.pairs, options.receipts);
    }

    static Crowd groups(Options options) {
        return bench -> Workload.groups(bench, options.groups, options.size, options.groupReceipts);
    }
}
