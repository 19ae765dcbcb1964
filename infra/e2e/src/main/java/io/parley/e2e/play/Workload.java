package io.parley.e2e.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.e2e.checker.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many people on two edges who do, in a random but repeatable order, all that may go wrong: they talk in direct chats
 * and groups of many sizes, send things twice on purpose over another edge, change what was said, come back with and
 * without {@code since}, read and do not read, block each other, and are put out and taken in again.
 */
public final class Workload {

    private static final Logger LOG = LoggerFactory.getLogger(Workload.class);

    /** How many messages may be on their way before the driver waits. */
    private static final int ON_THEIR_WAY = 40;

    /** How big it is. */
    public record Size(int talkers, int crowd, int steps) {}

    private final Play play;
    private final Size size;
    private final Random random;
    private final SplittableRandom receipts;
    private final List<Person> talkers = new ArrayList<>();
    private final List<Person> crowd = new ArrayList<>();
    private final List<Room> rooms = new ArrayList<>();
    private final List<Room> pairs = new ArrayList<>();
    private final SecondThoughts thoughts;
    private final List<Runnable> later = new ArrayList<>();
    private final AtomicLong marks = new AtomicLong();
    private final AtomicLong acks = new AtomicLong();
    private Executor calls = Runnable::run;

    public Workload(Play play, long seed, Size size) {
        this.play = play;
        this.size = size;
        this.random = new Random(seed);
        this.receipts = new SplittableRandom(seed);
        this.thoughts = new SecondThoughts(play, random, later);
    }

    /** Everybody comes, and the chats are made. */
    public Workload gather() {
        for (int i = 0; i < size.talkers(); i++) {
            Person person = play.person("t" + i);
            talkers.add(person);
            comes(person, "phone", i);
            comes(person, "laptop", i + 1);
        }
        for (int i = 0; i < size.crowd(); i++) {
            Person person = play.person("c" + i);
            crowd.add(person);
            comes(person, "phone", i);
        }
        for (int i = 0; i < size.talkers(); i += 2) {
            Person one = talkers.get(i);
            Person other = talkers.get((i + 1) % size.talkers());
            pairs.add(new Room(one.direct(other), one, List.of(other), false));
            rooms.add(new Room(one.group("two", List.of(other)), one, List.of(other), false));
        }
        for (int i = 0; i < 3; i++) {
            group("fifty", talkers.get(i), 49, i * 7);
        }
        rooms.addAll(pairs);
        group("five hundred", talkers.get(3), Math.min(499, size.crowd() + size.talkers() - 1), 0);
        rooms.forEach(thoughts::in);
        return this;
    }

    private void comes(Person person, String device, int edge) {
        person.device(device).onFrame(this::hears).connect(edge);
    }

    private void group(String name, Person owner, int others, int from) {
        List<Person> all = new ArrayList<>(talkers);
        all.addAll(crowd.subList(Math.min(from, crowd.size()), crowd.size()));
        all.remove(owner);
        List<Person> members = all.subList(0, Math.min(others, all.size()));
        rooms.add(new Room(owner.group(name, members), owner, members, true));
    }

    private void hears(Device device, JsonNode frame) {
        if (Device.is(frame, "ack")) {
            acks.incrementAndGet();
            thoughts.acknowledged(device.person(), frame);
        }
        mark(device, frame);
    }

    /** Says of some messages that they arrived, and of some that they were read. */
    private void mark(Device device, JsonNode frame) {
        if (!Device.is(frame, "message")
                || frame.path("sender").asText().equals(device.person().id())) {
            return;
        }
        double what = receipts.nextDouble();
        if (what < 0.4) {
            device.say(
                    "{'type':'%s','chat_id':'%s','msg_id':'%s','ref':'mark-%d'}",
                    what < 0.2 ? "read" : "delivered",
                    frame.path("chat_id").asText(),
                    frame.path("msg_id").asText(),
                    marks.incrementAndGet());
        }
    }

    /** Does so many of the steps; {@code between} runs once, in the middle. */
    public Workload run(Runnable between) {
        LOG.info("{} chats made; {} steps", rooms.size(), size.steps());
        for (int step = 0; step < size.steps(); step++) {
            if (step == size.steps() / 2) {
                between.run();
            }
            step();
            while (onTheirWay() > ON_THEIR_WAY) {
                Play.pause();
            }
        }
        later.forEach(Runnable::run);
        return this;
    }

    /**
     * Goes on, a step each {@code pace}, for as long as it is wanted, whatever dies meanwhile: who lost a connection comes
     * back. Calls go on a thread of their own, one at a time, since one that waits must not keep others from talking.
     */
    public Workload runWhile(BooleanSupplier goesOn, Duration pace) {
        try (Caller caller = new Caller()) {
            calls = caller;
            long next = System.nanoTime();
            while (goesOn.getAsBoolean()) {
                comeBackAll();
                if (onTheirWay() <= ON_THEIR_WAY && System.nanoTime() >= next) {
                    next = System.nanoTime() + pace.toNanos();
                    step();
                } else {
                    Play.pause();
                }
            }
        } finally {
            calls = Runnable::run;
        }
        comeBackAll();
        later.forEach(Runnable::run);
        return this;
    }

    /** Whoever was cut off comes back with what they have. */
    public void comeBackAll() {
        Stream.concat(talkers.stream(), crowd.stream())
                .flatMap(person -> person.devices().stream())
                .filter(device -> !device.isOpen())
                .forEach(device -> device.resume(random.nextInt(2)));
    }

    /** How many acks have come so far. */
    public long acks() {
        return acks.get();
    }

    private long onTheirWay() {
        return talkers.stream()
                .flatMap(person -> person.devices().stream())
                .filter(Device::hasUnsettled)
                .count();
    }

    private void step() {
        int what = random.nextInt(100);
        if (what < 60) {
            talk();
        } else if (what < 78) {
            thoughts.change(anyRoom());
        } else if (what < 80) {
            Room pair = pairs.get(random.nextInt(pairs.size()));
            boolean byOwner = random.nextBoolean();
            calls.execute(() -> pair.turnTheLock(byOwner));
        } else if (what < 88) {
            comeBack();
        } else if (what < 91) {
            startAnew();
        } else if (what < 95) {
            rooms.stream()
                    .filter(Room::isOpen)
                    .skip(random.nextInt(4))
                    .findFirst()
                    .ifPresent(room -> calls.execute(() -> room.turnTheDoor(random)));
        } else if (!later.isEmpty()) {
            later.remove(random.nextInt(later.size())).run();
        }
    }

    private Room anyRoom() {
        boolean large = random.nextInt(100) < 25;
        List<Room> choice =
                rooms.stream().filter(room -> room.isOpen() == large).toList();
        return choice.get(random.nextInt(choice.size()));
    }

    private void talk() {
        Room room = anyRoom();
        Person speaker = room.anyone(random);
        String id = play.unique(SecondThoughts.REMARK);
        ObjectNode said = Json.object()
                .put("type", "message")
                .put("chat_id", room.id())
                .put("msg_type", "text")
                .put("content", "words of " + id)
                .put("client_msg_id", id);
        thoughts.mention(room, said, random.nextInt(100) < 25);
        thoughts.say(speaker, said);
        if (random.nextInt(100) < 3) {
            ObjectNode again = said.deepCopy();
            again.remove(List.of("type", "chat_id"));
            later.add(() -> calls.execute(
                    () -> speaker.call(random.nextInt(2), "POST", "chats/" + room.id() + "/messages", again)));
        }
    }

    private void comeBack() {
        Device device = talkers.get(random.nextInt(talkers.size())).anyDevice(random);
        if (random.nextBoolean()) {
            device.cut();
        }
        device.resume(random.nextInt(2));
    }

    /** A device that forgot everything: it takes a snapshot. */
    private void startAnew() {
        Person person = talkers.get(random.nextInt(talkers.size()));
        Device device = person.anyDevice(random);
        device.connect(random.nextInt(2));
        long seq = device.frames().get(0).path("seq").asLong();
        calls.execute(() -> takeSnapshot(person, seq));
    }

    private void takeSnapshot(Person person, long seq) {
        List<JsonNode> chats = person.chats(seq);
        if (!chats.isEmpty()) {
            JsonNode chat = chats.get(random.nextInt(chats.size()));
            person.get("chats/" + chat.path("chat_id").asText() + "/messages?limit=30&min_seq=" + seq);
        }
    }

    /** Takes everybody in again, waits until they have everything, looks at all of it once more from the beginning, and closes the book. */
    public History settle() {
        LOG.info("{} steps done; settling", size.steps());
        rooms.forEach(Room::takeAllIn);
        pairs.forEach(Room::unlock);
        play.awaitQuiet(Duration.ofSeconds(3), Duration.ofMinutes(2));
        List<Person> readers = new ArrayList<>(talkers);
        readers.addAll(crowd.subList(0, Math.min(10, crowd.size())));
        for (Person person : readers) {
            person.device("audit").connect(random.nextInt(2), java.util.OptionalLong.of(0));
        }
        play.awaitQuiet(Duration.ofSeconds(3), Duration.ofMinutes(2));
        LOG.info("quiet; reading what REST says");
        return play.atRest(readers);
    }

    public List<Person> talkers() {
        return talkers;
    }
}
