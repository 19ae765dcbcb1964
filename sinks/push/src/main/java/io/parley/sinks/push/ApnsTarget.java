package io.parley.sinks.push;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.util.InterruptionLevel;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Apple's. A client for each environment that devices name, {@code production} where they name none. A token that is bad
 * ({@code BadDeviceToken}) is refused and kept: a client that asks the wrong environment hears the same, and must not
 * unregister everybody.
 */
final class ApnsTarget implements Target {
    private static final String PRODUCTION = "production";
    private static final Set<Integer> LATER = Set.of(429, 500, 503);
    private static final int GONE = 410;
    private static final String EXPIRED_PROVIDER_TOKEN = "ExpiredProviderToken";

    private final Map<String, ApnsClient> clients;
    private final EventLoopGroup threads;
    private final Terms terms;

    /**
     * @param topic for devices that registered without an {@code app_id}
     * @param timeout how long an answer is waited for
     * @param age how old a message may become before the platform drops it
     * @param withContent whether sender and preview are told
     */
    record Terms(String topic, Duration timeout, Duration age, boolean withContent) {}

    /**
     * @param clients by environment
     * @param threads that the clients share; ended with this target
     */
    ApnsTarget(Map<String, ApnsClient> clients, EventLoopGroup threads, Terms terms) {
        this.clients = Map.copyOf(clients);
        this.threads = threads;
        this.terms = terms;
    }

    @Override
    public CompletionStage<Outcome> send(Push push) {
        String named = push.device().getEnvironment();
        ApnsClient client = clients.get(named == null ? PRODUCTION : named);
        if (client == null) {
            return CompletableFuture.completedFuture(new Outcome.Refused("no APNs environment " + named));
        }
        String appId = push.device().getAppId();
        String topic = appId == null ? terms.topic() : appId;
        if (topic.isEmpty()) {
            return CompletableFuture.completedFuture(new Outcome.Refused("neither app_id nor a default topic"));
        }
        return client.sendNotification(notification(push, topic))
                .<Outcome>thenApply(ApnsTarget::outcome)
                .orTimeout(terms.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private SimpleApnsPushNotification notification(Push push, String topic) {
        return new SimpleApnsPushNotification(
                push.device().getPushToken(),
                topic,
                payload(push),
                push.endsAt(terms.age()),
                push.isSilent() ? DeliveryPriority.CONSERVE_POWER : DeliveryPriority.IMMEDIATE,
                PushType.ALERT,
                push.collapseKey());
    }

    private String payload(Push push) {
        Notice notice = Notice.of(push.request(), terms.withContent());
        SimpleApnsPayloadBuilder payload = new SimpleApnsPayloadBuilder();
        if (!notice.title().isEmpty()) {
            payload.setAlertTitle(notice.title());
        }
        if (notice.body().isEmpty()) {
            payload.setLocalizedAlertMessage(notice.bodyKey());
        } else {
            payload.setAlertBody(notice.body());
        }
        if (push.isSilent()) {
            payload.setInterruptionLevel(InterruptionLevel.PASSIVE);
        } else {
            payload.setSound(SimpleApnsPayloadBuilder.DEFAULT_SOUND_FILENAME);
        }
        payload.setBadgeNumber(push.request().getBadge());
        payload.setThreadId(push.collapseKey());
        // So that an app can decrypt, or put names in, before it is shown.
        payload.setMutableContent(true);
        notice.data().forEach(payload::addCustomProperty);
        return payload.build();
    }

    private static Outcome outcome(PushNotificationResponse<?> response) {
        if (response.isAccepted()) {
            return Outcome.SENT;
        }
        String reason = response.getRejectionReason().orElse("status " + response.getStatusCode());
        if (response.getStatusCode() == GONE) {
            return Outcome.UNREGISTERED;
        }
        boolean later = LATER.contains(response.getStatusCode()) || reason.equals(EXPIRED_PROVIDER_TOKEN);
        return later ? Outcome.Later.of(reason) : new Outcome.Refused(reason);
    }

    @Override
    public void close() {
        clients.values().forEach(ApnsClient::close);
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
