package io.parley.bench;

import java.io.IOException;
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
    static Workload oneToOne(Bench bench, int pairs, boolean receipts) throws IOException, InterruptedException {
        List<User> users = connect(bench, pairs * 2, receipts);
        List<Talk> talks = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            User one = users.get(2 * i);
            User other = users.get(2 * i + 1);
            String chat = bench.rest(i, one).createDirect(other.id()).chatId();
            talks.add(new Talk(chat, List.of(one, other)));
        }
        return new Workload("one-to-one", users, talks);
    }

    /** Groups of this size. */
    static Workload groups(Bench bench, int groups, int size, boolean receipts)
            throws IOException, InterruptedException {
        List<User> users = connect(bench, groups * size, receipts);
        List<Talk> talks = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            List<User> members = users.subList(i * size, (i + 1) * size);
            User owner = members.get(0);
            List<String> others =
                    members.subList(1, size).stream().map(User::id).toList();
            String chat = bench.rest(i, owner)
                    .createGroup("bench", others, owner.id())
                    .chatId();
            talks.add(new Talk(chat, members));
        }
        return new Workload("group of " + size + (receipts ? " with receipts" : ""), users, talks);
    }

    Talk pick(SplittableRandom random) {
        return talks.get(random.nextInt(talks.size()));
    }

    /** All connections end. */
    void leave() {
        users.forEach(User::leave);
    }

    private static List<User> connect(Bench bench, int count, boolean receipts)
            throws IOException, InterruptedException {
        String run = bench.fresh();
        CountDownLatch greeted = new CountDownLatch(count);
        List<User> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            User user = new User(run + "-u" + i, bench.target().secret(), receipts, greeted);
            user.connect(bench.loop(), bench.target().edge(i));
            users.add(user);
        }
        if (!greeted.await(GREETING_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException(
                    greeted.getCount() + " of " + count + " users were not greeted within " + GREETING_SECONDS + " s");
        }
        return users;
    }
}
