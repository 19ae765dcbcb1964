package io.parley.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.local.provision.Http;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sends a message by REST. */
@Command(name = "send", description = "Sends a message as one user to another, or to a chat.")
public final class SendCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "USER", description = "Who sends.")
    private String from = "";

    @Parameters(
            index = "1",
            paramLabel = "USER|CHAT",
            description = "To whom: a user (their direct chat is made), or a chat's id.")
    private String to = "";

    @Parameters(index = "2", paramLabel = "TEXT", description = "What.")
    private String text = "";

    private final Http http = new Http();

    @Override
    public Integer call() throws Exception {
        UserIds.require(from);
        UserIds.require(to);
        Running running = Running.require(data.folder());
        String rest = running.address("rest");
        String token = Running.token(data.folder(), from);
        String chat = chat(rest, token);
        ObjectNode body = JSON.createObjectNode()
                .put("content", text)
                .put("client_msg_id", UUID.randomUUID().toString());
        String answer = http.send("POST", rest + "/chats/" + chat + "/messages", body.toString(), token)
                .require("The message was not sent");
        JsonNode message = JSON.readTree(answer);
        System.out.println(message.path("chat_id").asText(chat) + " "
                + message.path("chat_seq").asText() + " "
                + message.path("msg_id").asText());
        return 0;
    }

    private String chat(String rest, String token) throws IOException, InterruptedException {
        if (UserIds.looksLikeChat(to)) {
            Http.Answer known = http.send("GET", rest + "/chats/" + to, "", token);
            if (known.status() != 404) {
                known.require("The chat " + to + " cannot be read");
                return to;
            }
        }
        ObjectNode direct = JSON.createObjectNode().put("type", "direct");
        direct.putArray("members").add(to);
        String answer =
                http.send("POST", rest + "/chats", direct.toString(), token).require("The chat cannot be made");
        return JSON.readTree(answer).path("chat_id").asText();
    }
}
