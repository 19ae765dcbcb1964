package io.parley.e2e.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What people of a workload do with what was said: they edit, delete and react, also where they may not, and come with an
 * old id and another kind of wish. Some of it they send twice, from another device too.
 */
final class SecondThoughts {
    /** Begins the {@code client_msg_id} of each message. */
    static final String REMARK = "m";

    private static final List<String> EMOJIS = List.of("👍", "🎉", "no");

    private final Play play;
    private final Random random;
    private final List<Runnable> later;
    private final List<Room> rooms = new CopyOnWriteArrayList<>();

    /** @param later takes what is to be sent again at another time */
    SecondThoughts(Play play, Random random, List<Runnable> later) {
        this.play = play;
        this.random = random;
        this.later = later;
    }

    void in(Room room) {
        rooms.add(room);
    }

    /** On the loop's thread: what was said for certain may be changed from now on. */
    void acknowledged(Person sender, JsonNode ack) {
        String id = ack.path("client_msg_id").asText();
        if (id.startsWith(REMARK)) {
            Room.Remark remark = new Room.Remark(sender, ack.path("msg_id").asText(), id);
            rooms.stream()
                    .filter(room -> room.id().equals(ack.path("chat_id").asText()))
                    .forEach(room -> room.remember(remark));
        }
    }

    /** Says it from one of the devices, and sometimes once more, now or later, from any. */
    void say(Person speaker, ObjectNode frame) {
        open(speaker).sendSurely(frame);
        int twin = random.nextInt(100);
        if (twin < 6) {
            open(speaker).sendSurely(frame);
        } else if (twin < 12) {
            later.add(() -> open(speaker).sendSurely(frame));
        }
    }

    private Device open(Person person) {
        Device device = person.anyDevice(random);
        if (!device.isOpen()) {
            device.resume(random.nextInt(2));
        }
        return device;
    }

    /** Names one or two in the frame, perhaps one who is no member; when not wanted, none. */
    void mention(Room room, ObjectNode frame, boolean wanted) {
        if (wanted) {
            ArrayNode mentions = frame.putArray("mentions");
            mentions.add(room.anyone(random).id());
            if (random.nextBoolean()) {
                mentions.add(rooms.get(random.nextInt(rooms.size())).owner().id());
            }
        }
    }

    /** Somebody changes something that was said in this chat. */
    void change(Room room) {
        room.anyRemark(random).ifPresent(remark -> {
            int what = random.nextInt(100);
            if (what < 45) {
                react(room, remark);
            } else if (what < 75) {
                edit(room, remark, remark.sender());
            } else if (what < 85) {
                say(remark.sender(), about("delete", room, remark, play.unique("d")));
            } else if (what < 90) {
                say(room.owner(), about("delete", room, remark, play.unique("d")));
            } else if (what < 93) {
                edit(room, remark, room.anyone(random));
            } else {
                comeAsAnother(room, remark);
            }
        });
    }

    private void react(Room room, Room.Remark remark) {
        say(
                room.anyone(random),
                about("react", room, remark, play.unique("r"))
                        .put("emoji", EMOJIS.get(random.nextInt(EMOJIS.size())))
                        .put("op", random.nextInt(3) < 2 ? "add" : "remove"));
    }

    private void edit(Room room, Room.Remark remark, Person by) {
        String id = play.unique("e");
        ObjectNode edit = about("edit", room, remark, id).put("content", "better words of " + id);
        int mentions = random.nextInt(10);
        if (mentions < 2) {
            edit.putArray("mentions");
        } else {
            mention(room, edit, mentions < 6);
        }
        say(by, edit);
    }

    /** The id of a message comes again with a wish of another kind. */
    private void comeAsAnother(Room room, Room.Remark remark) {
        ObjectNode frame = about(random.nextBoolean() ? "delete" : "react", room, remark, remark.clientMsgId())
                .put("ref", play.unique("odd"))
                .put("emoji", EMOJIS.get(0))
                .put("op", "add");
        open(remark.sender()).say(frame);
    }

    private static ObjectNode about(String type, Room room, Room.Remark remark, String clientMsgId) {
        return Json.object()
                .put("type", type)
                .put("chat_id", room.id())
                .put("msg_id", remark.msgId())
                .put("client_msg_id", clientMsgId);
    }
}
