package io.parley.bench;

import io.parley.client.Rest;
import io.parley.client.wire.WireLoop;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Who talks to whom: connected users, and the chats that they talk in. */
record Workload(String name, List<User> users, List<Talk> talks) {

    private static final int GREETING_SECONDS = 120;

    /** One chat. */
    record Talk(String chatId, List<User> members) {}

    /** Pairs of users, each with a direct chat. */
    static Workload oneToOne(Target target, WireLoop loop, int pairs, boolean receipts, String run)
            throws IOException, InterruptedException {
        List<User> users = connect(target, loop, pairs * 2, receipts, run);
        List<Talk> talks = new ArrayList<>();
        HttpClient http = http();
        for (int i = 0; i < pairs; i++) {
            User one = users.get(2 * i);
            User other = users.get(2 * i + 1);
            String chat = new Rest(http, target.edge(i), one::token)
                    .createDirect(other.id())
                    .chatId();
            talks.add(new Talk(chat, List.of(one, other)));
        }
        return new Workload("one-to-one", users, talks);
    }

    /** Groups of this size. */
    static Workload groups(Target target, WireLoop loop, int groups, int size, boolean receipts, String run)
            throws IOException, InterruptedException {
        List<User> users = connect(target, loop, groups * size, receipts, run);
        List<Talk> talks = new ArrayList<>();
        HttpClient http = http();
        for (int i = 0; i < groups; i++) {
            List<User> members = users.subList(i * size, (i + 1) * size);
            List<String> others =
                    members.subList(1, size).stream().map(User::id).toList();
            String chat = new Rest(http, target.edge(i), members.get(0)::token)
                    .createGroup("bench", others, run + "-" + i)
                    .chatId();
            talks.add(new Talk(chat, members));
        }
        return new Workload("group of " + size, users, talks);
    }

    Talk pick(SplittableRandom random) {
        return talks.get(random.nextInt(talks.size()));
    }

    private static HttpClient http() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static List<User> connect(Target target, WireLoop loop, int count, boolean receipts, String run)
            throws IOException, InterruptedException {
        CountDownLatch greeted = new CountDownLatch(count);
        List<User> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            User user = new User(run + "-u" + i, target.secret(), receipts, run + "-m", greeted);
            user.connect(loop, target.edge(i));
            users.add(user);
        }
        if (!greeted.await(GREETING_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException(
                    greeted.getCount() + " of " + count + " users were not greeted within " + GREETING_SECONDS + " s");
        }
        return users;
    }
}
