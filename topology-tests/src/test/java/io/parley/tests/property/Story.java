package io.parley.tests.property;

import static java.util.Objects.requireNonNull;

import io.parley.avro.ChatCommand;
import io.parley.avro.Mark;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.Message;
import io.parley.avro.Origin;
import io.parley.ids.TimeUuid;
import io.parley.tests.model.Answer;
import io.parley.tests.model.Model;
import io.parley.tests.model.Wish;
import io.parley.tests.world.Edges;
import io.parley.tests.world.Flaw;
import io.parley.tests.world.World;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Plays steps against the world and the model side by side. */
final class Story implements AutoCloseable {

    /** A wish as it was written to chat.raw, with the answer that the model gives. */
    record Asked(long request, int slot, long epoch, String chat, String user, Wish wish, Answer expected) {}

    private static final Duration LATER_THAN_ANY_STEP_BACK = Duration.ofHours(1);

    private static final Duration ROUND = TalkConfig.defaults().receipts().interval();

    /** One round for each status, and one that finds nothing more. */
    private static final int ROUNDS_TO_REST = 5;

    private final World world;
    private final List<String> narration = new ArrayList<>();
    private final Model model = new Model();
    private final Wishes wishes;
    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private long lastRequest;

    Story(int shards) {
        this(shards, Flaw.NONE);
    }

    Story(int shards, Flaw flaw) {
        TalkConfig inMemory = TalkConfig.defaults().with(bounds -> bounds.storage = TalkConfig.Storage.MEMORY);
        world = new World(shards, inMemory, flaw);
        wishes = new Wishes(model, chat -> (int) world.log().talk(chat).count());
        for (String user : Cast.PEOPLE) {
            for (String device : List.of("phone", "laptop")) {
                devices.put(user + "/" + device, new Device(world.edges(), user, device));
            }
        }
    }

    World world() {
        return world;
    }

    Model model() {
        return model;
    }

    List<Asked> asked() {
        return asked;
    }

    Map<String, Device> devices() {
        return devices;
    }

    /** What happened, one line a step. */
    String narration() {
        return String.join("\n", narration);
    }

    void play(Step step) {
        int what = Math.floorMod(step.what(), 100);
        if (what < 40) {
            wish(step);
        } else if (what < 48) {
            again(step);
        } else if (what < 66) {
            around(step, what);
        } else {
            goOn(step, what);
        }
    }

    private void around(Step step, int what) {
        if (what < 58) {
            int slot = step.pickY(Edges.COUNT);
            narrate(device(step) + " comes back at edge " + slot);
            device(step).comesBack(slot);
        } else if (what < 62) {
            narrate(device(step) + " goes");
            device(step).goes();
        } else if (what < 63) {
            narrate("edge " + step.pickX(Edges.COUNT) + " has a new holder");
            world.edges().restart(step.pickX(Edges.COUNT));
        } else {
            Duration time = Duration.ofMillis(step.pickX(4_000) - 1_000L);
            narrate("time passes: " + time);
            world.pass(time);
        }
    }

    private void goOn(Step step, int what) {
        Random random = new Random(step.x() * 31L + step.y());
        if (what < 68) {
            narrate("a task dies");
            world.crash(random);
        } else if (what < 78) {
            narrate("a task commits");
            world.commit(random);
        } else if (what < 82) {
            narrate("clocks go on");
            world.tick(Duration.ofMillis(step.pickX(500)));
        } else if (what < 84) {
            narrate("all settles");
            world.settle();
        } else {
            narrate("records are processed");
            for (int i = 0; i <= step.pickY(4); i++) {
                world.step(random);
            }
        }
    }

    private void narrate(String line) {
        narration.add(line);
    }

    /** Everything is processed, and every device comes back for what it has not seen. */
    void end() {
        world.settle();
        world.pass(LATER_THAN_ANY_STEP_BACK);
        devices.values().forEach(device -> device.comesBack(0));
        world.settle();
        for (int i = 0; i < ROUNDS_TO_REST; i++) {
            world.passWallClock(ROUND);
        }
    }

    /** One of the user's devices. */
    Device device(String user) {
        return requireNonNull(devices.get(user + "/phone"));
    }

    private Device device(Step step) {
        return List.copyOf(devices.values()).get(step.pickX(devices.size()));
    }

    private void wish(Step step) {
        String chat = Cast.chat(step.where());
        if (model.chat(chat).isEmpty() && step.pickY(4) > 0 || step.pickY(97) == 0) {
            String maker = Cast.maker(chat, step.who());
            ask(chat, maker, wishes.create(step, chat, maker), step);
        } else {
            String user = wishes.user(step, chat);
            ask(chat, user, wishes.of(step, chat, user), step);
        }
    }

    /** A client that had no answer sends again; sometimes what comes under the old id is another thing. */
    private void again(Step step) {
        if (asked.isEmpty()) {
            return;
        }
        Asked before = asked.get(step.pickX(asked.size()));
        Wish wish = before.wish();
        if (wish instanceof Wish.Once once && step.pickY(6) == 0) {
            wish = new Wish.Send(once.clientMsgId(), "another", List.of(), null);
        }
        ask(before.chat(), before.user(), wish, step);
    }

    private void ask(String chat, String user, Wish wish, Step step) {
        int slot = step.pickY(Edges.COUNT);
        Origin origin = asked(chat, user, wish, slot, model.take(chat, user, wish));
        ChatCommand command = ChatCommand.newBuilder()
                .setEventId(new UUID(1, lastRequest).toString())
                .setKind(wish.getClass().getSimpleName())
                .setEventTime(world.now())
                .setChatId(chat)
                .setUser(user)
                .setOrigin(origin)
                .setCommand(Commands.of(wish, seq -> id(chat, seq)))
                .build();
        boolean mark = wish instanceof Wish.Delivered || wish instanceof Wish.Read;
        if (mark) {
            command.setMoreMarks(company(chat, slot, step));
        }
        world.offer(command);
    }

    private Origin asked(String chat, String user, Wish wish, int slot, Answer expected) {
        narrate(user + " in " + chat + ": " + wish + " -> " + expected);
        long epoch = world.edges().epoch(slot);
        asked.add(new Asked(++lastRequest, slot, epoch, chat, user, wish, expected));
        return Origin.newBuilder()
                .setSlot(slot)
                .setEpoch(epoch)
                .setConnection(0)
                .setRequest(lastRequest)
                .build();
    }

    /** Marks that came to the edge at the same time, of a few people, who may mark twice. */
    private List<Mark> company(String chat, int slot, Step step) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 1; i <= step.pickY(7) - 3; i++) {
            Step other = new Step(step.what(), step.who() + i, step.where(), step.x() + 3 * i, step.y() + 7 * i);
            String user = wishes.user(other, chat);
            Wish wish = wishes.mark(other, chat);
            Object mark = Commands.of(wish, seq -> id(chat, seq));
            boolean read = mark instanceof MarkRead;
            String message = read ? ((MarkRead) mark).getMsgId() : ((MarkDelivered) mark).getMsgId();
            Origin origin = asked(chat, user, wish, slot, model.takeAlong(chat, user, wish));
            marks.add(new Mark(user, origin, message, read));
        }
        return marks;
    }

    /** Only what a client can have heard of has an id; everything else is one that nobody ever got. */
    private String id(String chat, long seq) {
        return world.log()
                .talk(chat)
                .filter(message -> message.getChatSeq() == seq)
                .map(Message::getMsgId)
                .findFirst()
                .orElseGet(() -> TimeUuid.of(1_000, 0, chat).toString());
    }

    @Override
    public void close() {
        world.close();
    }
}
