package io.parley.bench;

import java.io.IOException;
import java.util.List;

/** One row of the table: a workload, and what is measured of it. */
@FunctionalInterface
interface Row {

    /** Puts its load on the target; more than one outcome when it has sizes or parts. */
    List<Outcome> run(Bench bench) throws IOException, InterruptedException;
}
