package io.parley.tests.talk;

import io.parley.avro.ChatCommand;
import io.parley.avro.Mark;
import io.parley.avro.Message;
import io.parley.avro.Origin;
import io.parley.avro.UserCommand;
import io.parley.tests.world.Connection;
import io.parley.tests.world.Edges;
import io.parley.tests.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What given, when and then share: the world, who is connected, the chat that is talked of, the answers so far. */
final class Stage {
    static final String DEVICE = "default";

    private final World world;
    private final Map<String, Connection> devices = new LinkedHashMap<>();
    private final Map<Connection, Integer> asserted = new LinkedHashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private @Nullable String chat;
    private long lastRequest;

    Stage(World world) {
        this.world = world;
    }

    World world() {
        return world;
    }

    /** The chat that is talked of when none is named. */
    String chat() {
        if (chat == null) {
            throw new IllegalStateException("no chat was made yet");
        }
        return chat;
    }

    void talkOf(String chatId) {
        chat = chatId;
    }

    Connection connect(String user, String device, int slot, @Nullable Long since, @Nullable String name) {
        Connection connection = world.edges().open(slot, user, device, since, name);
        devices.put(user + "/" + device, connection);
        asserted.put(connection, 0);
        world.settle();
        return connection;
    }

    void connectAnyway(String user) {
        Connection connection = devices.get(user + "/" + DEVICE);
        if (connection == null || !connection.isOpen()) {
            connect(user, DEVICE, slotOf(user), null, null);
        }
    }

    /** Neighbours in the alphabet sit at different edges. */
    static int slotOf(String user) {
        return user.charAt(0) % Edges.COUNT;
    }

    Connection device(String user, String device) {
        Connection connection = devices.get(user + "/" + device);
        if (connection == null) {
            throw new IllegalStateException(user + " has no device " + device);
        }
        return connection;
    }

    List<String> unasserted(Connection connection) {
        int from = asserted.getOrDefault(connection, 0);
        return connection.heard().stream()
                .skip(from)
                .map(heard -> Lines.of(heard, world.log()))
                .toList();
    }

    void assertedUpTo(Connection connection, int more) {
        asserted.merge(connection, more, Integer::sum);
    }

    /** What was heard so far is no part of what follows. */
    void forgetAllHeard() {
        asserted.replaceAll((connection, before) -> connection.heard().size());
    }

    Outcome ask(String user, String chatId, String kind, Object command) {
        return ask(user, chatId, kind, command, null);
    }

    /** A mark in the chat that is talked of, with others that came at the same time. */
    Outcome mark(String user, Object mark, List<Mark> more) {
        return ask(user, chat(), "mark", mark, more);
    }

    private Outcome ask(String user, String chatId, String kind, Object command, @Nullable List<Mark> more) {
        ChatCommand record = ChatCommand.newBuilder()
                .setEventId(UUID.nameUUIDFromBytes(new byte[] {(byte) lastRequest, (byte) (lastRequest >> 8)})
                        .toString())
                .setKind(kind)
                .setEventTime(world.now())
                .setChatId(chatId)
                .setUser(user)
                .setOrigin(origin(user))
                .setCommand(command)
                .setMoreMarks(more)
                .build();
        world.offer(record);
        return answer(user + " " + kind + " " + command);
    }

    Outcome askForSelf(String user, String kind, Object command) {
        world.offer(UserCommand.newBuilder()
                .setEventId("u" + lastRequest)
                .setKind(kind)
                .setEventTime(world.now())
                .setUser(user)
                .setOrigin(origin(user))
                .setCommand(command)
                .build());
        return answer(user + " " + kind + " " + command);
    }

    private Origin origin(String user) {
        int slot = slotOf(user);
        return Origin.newBuilder()
                .setSlot(slot)
                .setEpoch(world.edges().epoch(slot))
                .setConnection(0)
                .setRequest(++lastRequest)
                .build();
    }

    private Outcome answer(String command) {
        world.settle();
        Outcome outcome = new Outcome(command, world.edges().reply(lastRequest).orElse(null));
        outcomes.add(outcome);
        return outcome;
    }

    List<Outcome> unexpected() {
        return outcomes.stream().filter(outcome -> !outcome.isExpected()).toList();
    }

    /** The newest message of the chat that said this; a text that nobody said stands for itself, as an id. */
    String id(String said) {
        return world.log()
                .talk(chat())
                .filter(message -> said.equals(Lines.said(world.log(), message.getMsgId())))
                .reduce((first, second) -> second)
                .map(Message::getMsgId)
                .orElse(said);
    }
}
