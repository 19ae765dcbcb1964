package io.parley.edge.presence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection that keeps what it is told, in short: "bob online", "c1 bob" for typing. */
final class Listening implements Hearer {
    private final String user;
    private final List<String> told = new CopyOnWriteArrayList<>();
    volatile boolean open = true;

    Listening(String user) {
        this.user = user;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void tell(String type, byte[] frame) {
        String json = new String(frame, StandardCharsets.UTF_8);
        String second = type.equals("presence") ? field(json, "status") : field(json, "user");
        String first = type.equals("presence") ? field(json, "user") : field(json, "chat_id");
        told.add(first + " " + second);
    }

    private static String field(String json, String name) {
        String from = json.substring(json.indexOf("\"" + name + "\":\"") + name.length() + 4);
        return from.substring(0, from.indexOf('"'));
    }

    List<String> told() {
        return List.copyOf(told);
    }

    /** What was told since this was asked last. */
    List<String> take() {
        List<String> all = new ArrayList<>(told);
        told.clear();
        return all;
    }
}
