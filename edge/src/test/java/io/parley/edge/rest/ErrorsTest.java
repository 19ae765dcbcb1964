package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error rule of the contract that is decided before the log is asked. */
class ErrorsTest extends RestTest {
    private static final String MSG = "2f6a8f80-c8c2-11f0-8de9-0242ac120002";

    @BeforeEach
    void a_chat_of_ann_and_bob() {
        tables.chat("gteam", false, 1_000, "ann", "bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/chats/gteam/search", "/search/more", "/users/me/blocked"})
    void an_unknown_path_is_not_found(String path) {
        assertProblem(get(path), 404, "not_found");
    }

    @Test
    void another_method_is_told_which_ones_there_are() {
        Answer answer = send("DELETE", "/chats/gteam", "");

        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.headers()).containsEntry("Allow", "GET, PATCH");
    }

    @ParameterizedTest
    @CsvSource({
        "/chats/bad!id, no_such_chat",
        "/chats/gnone, no_such_chat",
        "/chats/gnone/messages, no_such_chat",
        "/chats/bad!id/messages, no_such_chat",
        "/chats/gteam/messages/nonsense, no_such_message",
        "/chats/gteam/messages/" + MSG + ", no_such_message",
        "/chats/gteam/messages/" + MSG + "/receipts, no_such_message",
        "/users/bad!id/presence, no_such_user"
    })
    void what_a_path_names_wrongly_does_not_exist(String path, String code) {
        assertProblem(get(path), 404, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chats?limit=0",
                "/chats?limit=201",
                "/chats?limit=x",
                "/chats?limit=",
                "/chats?limit=-1",
                "/chats?limit=99999999999999999999",
                "/chats?cursor=nonsense",
                "/chats?cursor=",
                "/chats?min_seq=-1",
                "/chats?min_seq=1.5",
                "/chats/gteam/messages?limit=0",
                "/chats/gteam/messages?limit=201",
                "/chats/gteam/messages?before=x",
                "/chats/gteam/messages?after=00000000-0000-4000-8000-000000000000",
                "/chats/gteam/messages?around=",
                "/chats/gteam/messages?before=" + MSG + "&after=" + MSG,
                "/chats/gteam/messages?min_seq=x",
                "/users",
                "/users?ids=",
                "/users?ids=bob,",
                "/users?ids=bad!id"
            })
    void a_parameter_outside_its_limits_is_a_bad_request(String target) {
        Answer answer = get(target);

        assertProblem(answer, 422, "bad_request");
        assertThat(answer.json().path("detail").asText()).isNotEmpty();
    }

    @Test
    void the_detail_names_the_field_and_the_limit() {
        String detail = get("/chats?limit=201").json().path("detail").asText();

        assertThat(detail).contains("limit").contains("200");
    }

    @Test
    void a_hundred_and_one_users_are_too_many() {
        StringBuilder ids = new StringBuilder("u0");
        for (int i = 1; i <= 100; i++) {
            ids.append(",u").append(i);
        }

        assertProblem(get("/users?ids=" + ids), 422, "bad_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{} {}",
                "{\"type\":1}",
                "{\"type\":\"team\"}",
                "{\"type\":\"group\"}",
                "{\"type\":\"group\",\"name\":\"\"}",
                "{\"type\":\"group\",\"name\":7}",
                "{\"type\":\"group\",\"name\":\"\\ud800\"}",
                "{\"type\":\"group\",\"name\":\"x\",\"members\":\"bob\"}",
                "{\"type\":\"group\",\"name\":\"x\",\"members\":[1]}",
                "{\"type\":\"group\",\"name\":\"x\",\"members\":[\"bad id\"]}",
                "{\"type\":\"group\",\"name\":\"x\",\"client_chat_id\":\"\"}",
                "{\"type\":\"direct\"}",
                "{\"type\":\"direct\",\"members\":[]}",
                "{\"type\":\"direct\",\"members\":[\"ann\"]}",
                "{\"type\":\"direct\",\"members\":[\"bob\",\"cat\"]}"
            })
    void a_chat_that_does_not_fit_is_a_bad_request(String body) {
        assertProblem(send("POST", "/chats", body), 422, "bad_request");
        assertThat(bus.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH | /chats/gteam | {}",
                "PATCH | /chats/gteam | {\"muted\":\"yes\"}",
                "POST | /chats/gteam/members | {}",
                "POST | /chats/gteam/members | {\"members\":[]}",
                "PATCH | /chats/gteam/members/bob | {\"role\":\"king\"}",
                "PATCH | /chats/gteam/members/bob | {}",
                "PUT | /users/me | {}",
                "PUT | /users/me | {\"name\":\"\"}",
                "PUT | /users/me | {\"avatar_url\":\"http://plain.example/a.png\"}",
                "PUT | /users/me | {\"avatar_url\":\"https:\"}",
                "PUT | /users/me/blocks/ann | ",
                "PUT | /devices/phone | {\"platform\":\"pigeon\",\"push_token\":\"t\"}",
                "PUT | /devices/phone | {\"platform\":\"fcm\"}",
                "PUT | /devices/phone | {\"platform\":\"fcm\",\"push_token\":\"t\",\"environment\":\"moon\"}",
                "POST | /chats/gteam/messages | {}",
                "POST | /chats/gteam/messages | {\"content\":\"\"}",
                "POST | /chats/gteam/messages | {\"content\":\"\\udc00\"}",
                "POST | /chats/gteam/messages | {\"content\":\"x\",\"msg_type\":\"system\"}",
                "POST | /chats/gteam/messages | {\"content\":\"x\",\"data\":[]}",
                "POST | /chats/gteam/messages | {\"content\":\"x\",\"mentions\":\"bob\"}",
                "POST | /chats/gteam/messages | {\"content\":\"x\",\"client_msg_id\":\"\"}",
                "POST | /chats/gteam/messages | {\"content\":\"x\"",
                "POST | /chats/gteam/messages | {\"content\":\"x\"} trailing",
                "POST | /chats/gteam/messages | [1]"
            })
    void a_body_that_does_not_fit_is_a_bad_request(String method, String path, String body) {
        assertProblem(send(method, path, body == null ? "" : body), 422, "bad_request");
        assertThat(bus.commands).isEmpty();
    }

    @Test
    void a_name_has_a_hundred_code_points_and_no_more() {
        String smile = "\uD83D\uDE00";

        assertProblem(send("PUT", "/users/me", "{\"name\":\"" + smile.repeat(101) + "\"}"), 422, "bad_request");
        assertProblem(send("PUT", "/users/me", "{\"name\":\"" + smile.repeat(100) + "\"}"), 503, "unavailable");
    }

    @Test
    void what_is_unknown_is_passed_over_however_deep_or_long_it_is() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        String body = "{\"name\":\"x\",\"deep\":" + deep + ",\"long\":" + "7".repeat(20_000) + "}";

        assertProblem(send("PUT", "/users/me", body), 503, "unavailable");
    }

    @Test
    void more_than_five_hundred_members_are_too_large() {
        StringBuilder members = new StringBuilder("\"ann\"");
        for (int i = 1; i <= 500; i++) {
            members.append(",\"u").append(i).append('"');
        }
        String list = "\"members\":[" + members + "]";

        assertProblem(send("POST", "/chats", "{\"type\":\"group\",\"name\":\"x\"," + list + "}"), 422, "too_large");
        assertProblem(send("POST", "/chats/gteam/members", "{" + list + "}"), 422, "too_large");
        assertThat(bus.commands).isEmpty();
    }

    @Test
    void content_and_data_over_their_size_are_413() {
        String content = "{\"content\":\"" + "é".repeat(8 << 10) + "x\"}";
        String data = "{\"content\":\"x\",\"data\":{\"a\":\"" + "y".repeat(4 << 10) + "\"}}";

        assertProblem(send("POST", "/chats/gteam/messages", content), 413, "too_large");
        assertProblem(send("POST", "/chats/gteam/messages", data), 413, "too_large");
    }

    @Test
    void a_message_that_names_no_message_or_no_file_is_404() {
        assertProblem(
                send("POST", "/chats/gteam/messages", "{\"content\":\"x\",\"reply_to\":\"nonsense\"}"),
                404,
                "no_such_message");
        assertProblem(
                send("POST", "/chats/gteam/messages", "{\"msg_type\":\"file\",\"file_id\":\"f1\"}"),
                404,
                "no_such_file");
    }

    @Test
    void a_body_of_another_type_is_unsupported() {
        assertProblem(call("POST", "/chats", "{}", "text/plain"), 415, "unsupported_type");
        assertProblem(
                call("POST", "/chats/gteam/messages", "{\"content\":\"x\"}", "text/plain"), 415, "unsupported_type");
        assertProblem(call("POST", "/chats", "{}", "application/json; charset=utf-8"), 422, "bad_request");
    }

    @Test
    void a_body_that_is_not_utf_8_is_a_bad_request() {
        byte[] latin = "{\"type\":\"group\",\"name\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertProblem(call("POST", "/chats", latin, "application/json"), 422, "bad_request");
    }

    @ParameterizedTest
    @CsvSource({
        "forbidden, 403",
        "not_a_member, 403",
        "blocked, 403",
        "no_such_chat, 404",
        "no_such_user, 404",
        "bad_request, 422",
        "too_large, 422",
        "conflict, 409",
        "rate_limited, 429",
        "unavailable, 503"
    })
    void a_rejection_of_the_log_keeps_its_code(String code, int status) {
        bus.answer = command -> FakeBus.rejected(code);

        Answer answer = send("PATCH", "/chats/gteam", "{\"name\":\"New\"}");

        assertProblem(answer, status, code);
        assertThat(answer.headers().containsKey("Retry-After")).isEqualTo(status == 429 || status == 503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chats", "/chats/gteam", "/chats/gteam/messages", "/users?ids=bob"})
    void tables_that_are_down_are_503_with_retry_after(String target) {
        tables.breakDown();

        Answer answer = get(target);

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers()).containsKey("Retry-After");
    }
}
