package io.parley.bench;

import io.parley.client.Rest;
import io.parley.client.wire.WireLoop;
import java.net.http.HttpClient;
import java.util.concurrent.ThreadLocalRandom;

/** What every row needs: the target, the loop that holds the sockets, and names that no earlier run has used. */
record Bench(Target target, WireLoop loop, HttpClient http, Options options) {

    static Bench of(Target target, WireLoop loop, Options options) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new Bench(target, loop, http, options);
    }

    /** A prefix for the names of one run. */
    String fresh() {
        return "b" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    }

    Rest rest(int edge, User user) {
        return new Rest(http, target.edge(edge), user::token);
    }
}
