package io.parley.edge.rest;

import io.parley.avro.Done;
import io.parley.avro.RegisterDevice;
import io.parley.avro.UnregisterDevice;
import io.parley.edge.http.HttpAnswer;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where to push for the caller's devices. */
final class DeviceCalls {
    /** Longer than any token that the platforms give out. */
    private static final int TOKEN_LENGTH = 4_096;

    private static final int APP_ID_LENGTH = 255;
    private static final Set<String> PLATFORMS = Set.of("fcm", "apns");
    private static final Set<String> ENVIRONMENTS = Set.of("production", "sandbox");

    private final Commands commands;

    DeviceCalls(Commands commands) {
        this.commands = commands;
    }

    CompletionStage<HttpAnswer> register(Call call) {
        String device = call.device();
        Body body = Body.of(call.http());
        String platform = body.required("platform");
        if (!PLATFORMS.contains(platform)) {
            throw Refusal.badRequest("platform must be fcm or apns.");
        }
        String token = body.shortText("push_token", TOKEN_LENGTH);
        if (token == null) {
            throw Refusal.badRequest("push_token is missing.");
        }
        String environment = body.text("environment");
        if (environment != null && !ENVIRONMENTS.contains(environment)) {
            throw Refusal.badRequest("environment must be production or sandbox.");
        }
        RegisterDevice command = command(device, platform, token, body.shortText("app_id", APP_ID_LENGTH), environment);
        return commands.user(call.caller(), "register_device", command, Done.class)
                .thenApply(done -> Answers.nothing());
    }

    @SuppressWarnings("NullAway") // what was not given is null
    private static RegisterDevice command(
            String device, String platform, String token, @Nullable String appId, @Nullable String environment) {
        return new RegisterDevice(device, platform, token, appId, environment);
    }

    CompletionStage<HttpAnswer> unregister(Call call) {
        return commands.user(call.caller(), "unregister_device", withdrawal(call.device()), Done.class)
                .thenApply(done -> Answers.nothing());
    }

    @SuppressWarnings("NullAway") // whatever token it has
    private static UnregisterDevice withdrawal(String device) {
        return new UnregisterDevice(device, null);
    }
}
