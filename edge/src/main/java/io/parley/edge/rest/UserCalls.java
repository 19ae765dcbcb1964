package io.parley.edge.rest;

import io.parley.avro.Done;
import io.parley.avro.SetProfile;
import io.parley.edge.Limits;
import io.parley.edge.auth.Principal;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.store.Profiles;
import io.parley.edge.store.UserRow;
import io.parley.ids.Ids;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Who users are to others. */
final class UserCalls {
    private final Commands commands;
    private final Profiles profiles;
    private final Freshness freshness;
    private final Limits limits;

    UserCalls(Commands commands, Profiles profiles, Freshness freshness, Limits limits) {
        this.commands = commands;
        this.profiles = profiles;
        this.freshness = freshness;
        this.limits = limits;
    }

    /** A user's name; the caller's own is the one in the token until they set one. */
    static @Nullable String nameOf(UserRow profile, Principal caller) {
        boolean own = profile.user().equals(caller.user());
        return profile.name() == null && own ? caller.name() : profile.name();
    }

    CompletionStage<HttpAnswer> list(Call call) {
        List<String> users = ids(call.parameter("ids"));
        return profiles.of(users, call.user())
                .thenApply(known -> Answers.ok(json -> {
                    json.writeArrayFieldStart("users");
                    for (String user : users) {
                        json.writeStartObject();
                        ChatJson.user(json, named(known, user, call.caller()));
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }));
    }

    private List<String> ids(@Nullable String text) {
        List<String> ids = text == null ? List.of() : List.of(text.split(",", -1));
        List<String> distinct = ids.stream().distinct().toList();
        boolean fits = !distinct.isEmpty() && distinct.size() <= limits.usersPerCall();
        if (!fits || !distinct.stream().allMatch(Ids::isValid)) {
            throw Refusal.badRequest("ids must be 1 to " + limits.usersPerCall() + " user ids, parted by commas.");
        }
        return distinct;
    }

    private static UserRow named(Map<String, UserRow> known, String user, Principal caller) {
        UserRow row = known.getOrDefault(user, UserRow.unknown(user));
        return new UserRow(user, nameOf(row, caller), row.avatarUrl(), row.upto());
    }

    CompletionStage<HttpAnswer> setOwn(Call call) {
        Body body = Body.of(call.http());
        SetProfile profile = profile(body.shortText("name", limits.nameCodePoints()), avatar(body));
        String user = call.user();
        return commands.user(call.caller(), "set_profile", profile, Done.class)
                .thenCompose(done -> done.getStamp() == 0
                        ? CompletableFuture.completedFuture(true)
                        : freshness.showsProfile(user, done.getStamp()))
                .thenCompose(shown -> profiles.of(List.of(user), user))
                .thenApply(known -> Answers.ok(json -> ChatJson.user(json, named(known, user, call.caller()))));
    }

    @SuppressWarnings("NullAway") // what is not given stays as it is
    private static SetProfile profile(@Nullable String name, @Nullable String avatarUrl) {
        if (name == null && avatarUrl == null) {
            throw Refusal.badRequest("name or avatar_url must be given.");
        }
        return new SetProfile(name, avatarUrl);
    }

    private @Nullable String avatar(Body body) {
        String url = body.text("avatar_url");
        if (url != null && !url.isEmpty() && (url.length() > limits.urlLength() || !isHttps(url))) {
            throw Refusal.badRequest("avatar_url must be an https URL of at most " + limits.urlLength()
                    + " characters, or empty to take it away.");
        }
        return url;
    }

    private static boolean isHttps(String url) {
        try {
            URI uri = new URI(url);
            return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
