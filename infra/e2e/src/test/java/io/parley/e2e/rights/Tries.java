package io.parley.e2e.rights;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Play;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** How each call and each frame is tried. What takes something away comes after what needs it. */
public final class Tries {
    private static final String NOT_TRIED = "–";

    /** One call or frame. */
    @FunctionalInterface
    public interface Try {
        /** Tries it; what was answered. */
        String by(Scene scene, Column column);
    }

    private final Map<String, Try> all = new LinkedHashMap<>();

    private Tries() {}

    /** By the name of the row: the call or frame, and after a colon what is special. */
    public static Map<String, Try> all() {
        Tries tries = new Tries();
        tries.reading();
        tries.users();
        tries.changing();
        tries.deleting();
        tries.ofDirectChats();
        tries.frames();
        tries.revoking();
        tries.leaving();
        return tries.all;
    }

    private void call(String row, String method, BiFunction<Scene, Column, String> path) {
        call(row, method, path, (scene, column) -> null);
    }

    private void call(
            String row,
            String method,
            BiFunction<Scene, Column, String> path,
            BiFunction<Scene, Column, @Nullable JsonNode> body) {
        all.put(
                row,
                (scene, column) -> scene.call(column, method, path.apply(scene, column), body.apply(scene, column)));
    }

    private static BiFunction<Scene, Column, String> inGroup(String rest) {
        return (scene, column) -> "chats/" + scene.group() + rest;
    }

    private void reading() {
        call("GET /chats", "GET", (scene, column) -> "chats");
        call("GET /chats/{chat}", "GET", inGroup(""));
        call("GET /chats/{chat}/messages", "GET", inGroup("/messages"));
        call(
                "GET /chats/{chat}/messages/{message}",
                "GET",
                (scene, column) -> "chats/" + scene.group() + "/messages/" + scene.ofMate(column));
        call(
                "GET /chats/{chat}/messages/{message}/receipts",
                "GET",
                (scene, column) -> "chats/" + scene.group() + "/messages/" + scene.ofMate(column) + "/receipts");
        call(
                "GET /chats/{chat}/files/{file}",
                "GET",
                (scene, column) -> "chats/" + scene.group() + "/files/" + scene.file());
        call("GET /search", "GET", (scene, column) -> "search?q=x");
        call("GET /search: in the chat", "GET", (scene, column) -> "search?q=x&chat_id=" + scene.group());
    }

    private void users() {
        call("GET /users", "GET", (scene, column) -> "users?ids=" + scene.mate().id());
        call("PUT /users/me", "PUT", (scene, column) -> "users/me", (scene, column) -> Json.of("{'name':'Me'}"));
        call("GET /users/me/blocks", "GET", (scene, column) -> "users/me/blocks");
        call(
                "PUT /users/me/blocks/{user}",
                "PUT",
                (scene, column) -> "users/me/blocks/" + scene.victim("deputy").id());
        call(
                "DELETE /users/me/blocks/{user}",
                "DELETE",
                (scene, column) -> "users/me/blocks/" + scene.victim("deputy").id());
        call(
                "GET /users/{user}/presence",
                "GET",
                (scene, column) -> "users/" + scene.mate().id() + "/presence");
        call(
                "PUT /devices/{device}",
                "PUT",
                (scene, column) -> "devices/phone",
                (scene, column) -> Json.of("{'platform':'fcm','push_token':'%s'}", scene.unique("t")));
        call("DELETE /devices/{device}", "DELETE", (scene, column) -> "devices/phone");
        call(
                "POST /chats: a group",
                "POST",
                (scene, column) -> "chats",
                (scene, column) -> Json.of("{'type':'group','name':'New','client_chat_id':'%s'}", scene.unique("cc")));
        call(
                "POST /chats: a direct chat",
                "POST",
                (scene, column) -> "chats",
                (scene, column) -> Json.of(
                        "{'type':'direct','members':['%s']}",
                        scene.victim("deputy").id()));
    }

    private void changing() {
        call(
                "POST /chats/{chat}/messages",
                "POST",
                inGroup("/messages"),
                (scene, column) -> Json.of("{'content':'%s','client_msg_id':'%s'}", Scene.WORDS, scene.unique("m")));
        all.put(
                "POST /chats/{chat}/files",
                (scene, column) -> scene.call(
                        column,
                        "POST",
                        "chats/" + scene.group() + "/files?name=a.txt",
                        "text/plain",
                        Scene.WORDS.getBytes(StandardCharsets.UTF_8)));
        call("PATCH /chats/{chat}: muted", "PATCH", inGroup(""), (scene, column) -> Json.of("{'muted':true}"));
        call(
                "PATCH /chats/{chat}: name",
                "PATCH",
                inGroup(""),
                (scene, column) -> Json.of("{'name':'%s'}", column.title()));
        call(
                "POST /chats/{chat}/members",
                "POST",
                inGroup("/members"),
                (scene, column) -> Json.of("{'members':['%s']}", scene.unique("new")));
        call(
                "PATCH /chats/{chat}/members/{user}: role",
                "PATCH",
                (scene, column) -> memberOf(scene, column.name()),
                (scene, column) -> Json.of("{'role':'member'}"));
        call(
                "DELETE /chats/{chat}/members/{user}: a member",
                "DELETE",
                (scene, column) -> memberOf(scene, column.name()));
        call("DELETE /chats/{chat}/members/{user}: an admin", "DELETE", (scene, column) -> memberOf(scene, "deputy"));
    }

    private void deleting() {
        call(
                "POST /chats/{chat}/messages/{message}/report",
                "POST",
                (scene, column) -> "chats/" + scene.group() + "/messages/" + scene.ofMate(column) + "/report",
                (scene, column) -> Json.of("{'reason':'spam'}"));
        call(
                "DELETE /chats/{chat}/messages/{message}: one's own",
                "DELETE",
                (scene, column) -> "chats/" + scene.group() + "/messages/" + scene.ownToDelete(column));
        call(
                "DELETE /chats/{chat}/messages/{message}: another's",
                "DELETE",
                (scene, column) -> "chats/" + scene.group() + "/messages/" + scene.ofMateToDelete(column));
    }

    private static String memberOf(Scene scene, String victim) {
        return "chats/" + scene.group() + "/members/" + scene.victim(victim).id();
    }

    private void ofDirectChats() {
        direct("PATCH /chats/{chat}: name of a direct chat", "PATCH", "", "{'name':'Ours'}");
        direct("POST /chats/{chat}/members: of a direct chat", "POST", "/members", "{'members':['zoe']}");
        all.put(
                "PATCH /chats/{chat}/members/{user}: role in a direct chat",
                (scene, column) -> ofPair(column)
                        ? scene.call(column, "PATCH", peer(scene), Json.of("{'role':'admin'}"))
                        : NOT_TRIED);
        all.put(
                "DELETE /chats/{chat}/members/{user}: the other of a direct chat",
                (scene, column) -> ofPair(column) ? scene.call(column, "DELETE", peer(scene), null) : NOT_TRIED);
        all.put(
                "DELETE /chats/{chat}/members/{user}: oneself in a direct chat",
                (scene, column) -> column == Column.MEMBER
                        ? scene.call(
                                column,
                                "DELETE",
                                "chats/" + scene.direct() + "/members/"
                                        + scene.person(column).id(),
                                null)
                        : NOT_TRIED);
        all.put(
                "delete: another's in a direct chat",
                (scene, column) -> column == Column.MEMBER
                        ? said(
                                scene,
                                column,
                                "{'type':'delete','chat_id':'%s','msg_id':'%s',REF}",
                                scene.direct(),
                                scene.ofPeer())
                        : NOT_TRIED);
        all.put(
                "DELETE /chats/{chat}/messages/{message}: another's in a direct chat",
                (scene, column) -> ofPair(column) || column == Column.SERVICE
                        ? scene.call(column, "DELETE", "chats/" + scene.direct() + "/messages/" + scene.ofPeer(), null)
                        : NOT_TRIED);
    }

    private void direct(String row, String method, String rest, String body) {
        all.put(
                row,
                (scene, column) -> ofPair(column)
                        ? scene.call(column, method, "chats/" + scene.direct() + rest, Json.of(body))
                        : NOT_TRIED);
    }

    private static boolean ofPair(Column column) {
        return column == Column.MEMBER || column == Column.OTHER;
    }

    private static String peer(Scene scene) {
        return "chats/" + scene.direct() + "/members/" + scene.mate().id();
    }

    // Frames.

    private void frames() {
        frame(
                "message",
                (scene, column) -> said(
                        scene,
                        column,
                        "{'type':'message','chat_id':'%s','content':'" + Scene.WORDS + "','client_msg_id':'%s',REF}",
                        scene.group(),
                        scene.unique("m")));
        frame(
                "react",
                (scene, column) -> said(
                        scene,
                        column,
                        "{'type':'react','chat_id':'%s','msg_id':'%s','emoji':'x','op':'add',REF}",
                        scene.group(),
                        scene.ofMate(column)));
        frame("delivered", (scene, column) -> marked(scene, column, "delivered"));
        frame("read", (scene, column) -> marked(scene, column, "read"));
        frame("typing", Tries::typed);
        frame("presence", Tries::watched);
        frame("active", (scene, column) -> silent(scene, column, "{'type':'active','active':true,REF}"));
        frame(
                "auth",
                (scene, column) -> said(
                        scene,
                        column,
                        "{'type':'auth','token':'%s',REF}",
                        scene.person(column).token()));
        frame("ping", (scene, column) -> said(scene, column, "{'type':'ping',REF}"));
        changed(
                "edit: one's own",
                "{'type':'edit','content':'" + Scene.WORDS + "','chat_id':'%s','msg_id':'%s',REF}",
                true);
        changed(
                "edit: another's",
                "{'type':'edit','content':'" + Scene.WORDS + "','chat_id':'%s','msg_id':'%s',REF}",
                false);
        changed("delete: one's own", "{'type':'delete','chat_id':'%s','msg_id':'%s',REF}", true);
        changed("delete: another's", "{'type':'delete','chat_id':'%s','msg_id':'%s',REF}", false);
    }

    private void changed(String row, String frame, boolean own) {
        frame(
                row,
                (scene, column) ->
                        said(scene, column, frame, scene.group(), own ? scene.own(column) : scene.ofMate(column)));
    }

    private void frame(String row, Try attempt) {
        all.put(row, (scene, column) -> {
            if (!column.isSomebody()) {
                return scene.upgrade(column);
            }
            return attempt.by(scene, column);
        });
    }

    /** Says a frame that is answered; the type of the answer, or its code. */
    private static String said(Scene scene, Column column, String frame, Object... values) {
        String ref = scene.unique("r");
        Device device = scene.device(column);
        device.say(frame.replace("REF", "'ref':'" + ref + "'"), values);
        return text(device.expectRef(ref));
    }

    private static String text(JsonNode answer) {
        return answer.path("type").asText().equals("error")
                ? answer.path("code").asText()
                : answer.path("type").asText();
    }

    /** Says a mark, which has no answer but an error; what is sent behind it is answered after that. */
    private static String marked(Scene scene, Column column, String type) {
        String ref = scene.unique("r");
        Device device = scene.device(column);
        String message = scene.ofMate(column);
        device.say("{'type':'%s','chat_id':'%s','msg_id':'%s','ref':'%s'}", type, scene.group(), message, ref);
        said(
                scene,
                column,
                "{'type':'react','chat_id':'%s','msg_id':'%s','emoji':'gone','op':'remove',REF}",
                scene.group(),
                message);
        return errorOf(device, ref);
    }

    private static String silent(Scene scene, Column column, String frame) {
        String ref = scene.unique("r");
        Device device = scene.device(column);
        device.say(frame.replace("REF", "'ref':'" + ref + "'"));
        device.settle();
        return errorOf(device, ref);
    }

    private static String errorOf(Device device, String ref) {
        return device.frames().stream()
                .filter(frame -> frame.path("ref").asText().equals(ref))
                .map(Tries::text)
                .findFirst()
                .orElse("no error");
    }

    /** Either an error comes back, or another member sees it. */
    private static String typed(Scene scene, Column column) {
        String ref = scene.unique("r");
        Device device = scene.device(column);
        String user = scene.person(column).id();
        device.say("{'type':'typing','chat_id':'%s','ref':'%s'}", scene.group(), ref);
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            boolean seen = scene.mates().frames().stream()
                    .anyMatch(frame -> Device.is(frame, "typing")
                            && frame.path("user").asText().equals(user));
            String answer = seen ? "shown" : errorOf(device, ref);
            if (!answer.equals("no error")) {
                return answer;
            }
            Play.pause();
        }
        return "no error";
    }

    private static String watched(Scene scene, Column column) {
        String mate = scene.mate().id();
        Device device = scene.device(column);
        device.say("{'type':'presence','users':['%s']}", mate);
        JsonNode frame = device.expect(
                "the status of " + mate,
                one -> Device.is(one, "presence") && one.path("user").asText().equals(mate));
        return frame.path("status").asText();
    }

    private void revoking() {
        call(
                "POST /users/{user}/revoke",
                "POST",
                (scene, column) -> "users/" + scene.victim("deputy").id() + "/revoke");
        call("DELETE /users/{user}", "DELETE", (scene, column) -> "users/who-never-was");
    }

    private void leaving() {
        all.put(
                "DELETE /chats/{chat}/members/{user}: the owner",
                (scene, column) -> column == Column.OWNER
                        ? NOT_TRIED
                        : scene.call(
                                column,
                                "DELETE",
                                "chats/" + scene.farewell() + "/members/" + scene.user(Column.OWNER),
                                null));
        all.put(
                "DELETE /chats/{chat}/members/{user}: oneself",
                (scene, column) -> scene.call(
                        column, "DELETE", "chats/" + scene.farewell() + "/members/" + scene.user(column), null));
    }
}
