package io.parley.topology.inbox;

import io.parley.avro.Cause;
import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.ChatEvent;
import io.parley.avro.DeviceFact;
import io.parley.avro.FactTopic;
import io.parley.avro.GroupStatus;
import io.parley.avro.InboxBatch;
import io.parley.avro.KeyFact;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.ProfileFact;
import io.parley.avro.PushDevice;
import io.parley.avro.Receipt;
import io.parley.avro.RevocationFact;
import io.parley.avro.SessionsChange;
import io.parley.avro.UnreadChanged;
import io.parley.avro.UserChange;
import io.parley.avro.state.Devices;
import io.parley.avro.state.KeyRow;
import io.parley.avro.state.Profile;
import io.parley.avro.state.Revocation;
import io.parley.avro.state.Sessions;
import io.parley.ids.TimeUuid;
import io.parley.topology.state.MessageIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facts about users, for sinks: one record for each (event, shard) with every recipient's numbers after it. */
final class Changes {
    private static final int PREVIEW_CODE_POINTS = 200;
    private static final long MICROS = 1_000;

    private final MessageIds ids;

    Changes(MessageIds ids) {
        this.ids = ids;
    }

    UserChange ofChat(InboxBatch batch, List<Line> lines, Cause cause) {
        Message message = batch.getEvent() instanceof Message told ? told : null;
        Set<String> mentioned = message == null ? Set.of() : Set.copyOf(message.getMentions());
        List<ChangeEntry> entries = lines.stream()
                .map(line -> line.entry(ids, mentioned.contains(line.user())))
                .toList();
        ChatChange change = new ChatChange(
                batch.getChatId(),
                told(batch.getEvent()),
                message == null ? null : message.getMsgId(),
                Instant.ofEpochMilli(lines.get(0).unread().getCreatedAt()),
                message == null ? null : message.getSender(),
                message == null ? null : message.getMsgType(),
                message == null ? null : preview(message),
                entries,
                batch.getBehind(),
                batch.getEvent() instanceof MessageDeleted gone ? gone.getMsgId() : null,
                message == null ? null : message.getKeyId());
        return new UserChange(
                batch.getEventId(),
                batch.getKind(),
                batch.getEventTime(),
                batch.getStamp(),
                cause,
                batch.getShard(),
                change);
    }

    UserChange ofSessions(String user, Sessions sessions, int shard, Cause cause) {
        return new UserChange(
                TimeUuid.of(sessions.getStamp(), shard, user).toString(),
                "sessions",
                Instant.ofEpochMilli(sessions.getStamp() / MICROS),
                sessions.getStamp(),
                cause,
                shard,
                new SessionsChange(user, sessions.getSessions()));
    }

    ProfileFact ofProfile(String user, Profile profile, int shard, Cause cause) {
        return new ProfileFact(
                TimeUuid.of(profile.getStamp(), shard, user).toString(),
                "profile",
                Instant.ofEpochMilli(profile.getStamp() / MICROS),
                profile.getStamp(),
                cause,
                user,
                profile.getName() == null ? profile.getTokenName() : profile.getName(),
                profile.getAvatarUrl());
    }

    List<DeviceFact> ofDevices(String user, DeviceList.Result result, int shard, Cause cause) {
        Devices now = Objects.requireNonNull(result.devices());
        List<DeviceFact> facts = new ArrayList<>();
        for (String gone : result.gone()) {
            facts.add(device("device_gone", user, now.getStamp(), gone, null, shard, cause));
        }
        PushDevice added = result.added();
        if (added != null) {
            facts.add(device("device", user, now.getStamp(), added.getDevice(), added, shard, cause));
        }
        return facts;
    }

    private static DeviceFact device(
            String kind, String user, long stamp, String name, @Nullable PushDevice device, int shard, Cause cause) {
        return new DeviceFact(
                TimeUuid.of(stamp, shard, user + "/" + name).toString(),
                kind,
                Instant.ofEpochMilli(stamp / MICROS),
                stamp,
                cause,
                user,
                name,
                device == null ? null : device.getPlatform(),
                device == null ? null : device.getPushToken(),
                device == null ? null : device.getAppId(),
                device == null ? null : device.getEnvironment());
    }

    RevocationFact ofRevocation(String user, Revocation revocation, int shard, Cause cause) {
        return new RevocationFact(
                TimeUuid.of(revocation.getStamp(), shard, user).toString(),
                "revoked",
                Instant.ofEpochMilli(revocation.getStamp() / MICROS),
                revocation.getStamp(),
                cause,
                user,
                Instant.ofEpochMilli(revocation.getBefore()),
                revocation.getService());
    }

    /** By the records' keys: of the key, and of erasures. */
    Map<String, KeyFact> ofKeys(String user, UserKeys.Result result, int shard, Cause cause) {
        KeyRow row = Objects.requireNonNull(result.row());
        Map<String, KeyFact> facts = new LinkedHashMap<>();
        for (UserKeys.Told told : result.told()) {
            boolean ofKey = told == UserKeys.Told.KEY || told == UserKeys.Told.KEY_DESTROYED;
            String key = ofKey ? user : user + "/erasure";
            Long erased = ofKey ? null : row.getErasedStamp();
            facts.put(
                    key,
                    new KeyFact(
                            TimeUuid.of(row.getStamp(), shard, key).toString(),
                            told.name().toLowerCase(Locale.ROOT),
                            Instant.ofEpochMilli(row.getStamp() / MICROS),
                            row.getStamp(),
                            cause,
                            user,
                            told == UserKeys.Told.KEY ? row.getKeyId() : null,
                            result.wrapped(),
                            erased == null ? null : Instant.ofEpochMilli(erased / MICROS),
                            erased,
                            ofKey ? null : result.service()));
        }
        return facts;
    }

    /** Where the fact lies that the event tells of. */
    static FactTopic told(Object event) {
        if (event instanceof ChatEvent) {
            return FactTopic.MEMBERS;
        }
        boolean ofMarks = event instanceof Receipt
                || event instanceof GroupStatus
                || (event instanceof UnreadChanged unread && unread.getBecause().equals("read"));
        return ofMarks ? FactTopic.MARKS : FactTopic.MESSAGES;
    }

    /** What is encrypted could not be read when it was cut: who reads it cuts it. */
    private static @Nullable String preview(Message message) {
        String content = message.getContent();
        if (content == null
                || message.getKeyId() != null
                || content.codePointCount(0, content.length()) <= PREVIEW_CODE_POINTS) {
            return content;
        }
        return content.substring(0, content.offsetByCodePoints(0, PREVIEW_CODE_POINTS));
    }
}
