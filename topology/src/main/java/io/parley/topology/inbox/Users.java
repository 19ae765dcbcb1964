package io.parley.topology.inbox;

import io.parley.avro.Done;
import io.parley.avro.Erase;
import io.parley.avro.EventDelivery;
import io.parley.avro.FactTopic;
import io.parley.avro.Origin;
import io.parley.avro.ProposeKey;
import io.parley.avro.RegisterDevice;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.Revoke;
import io.parley.avro.SessionActive;
import io.parley.avro.SessionClosed;
import io.parley.avro.SessionEvent;
import io.parley.avro.SessionOpened;
import io.parley.avro.SessionRef;
import io.parley.avro.SessionReplaced;
import io.parley.avro.SessionStarted;
import io.parley.avro.SetProfile;
import io.parley.avro.UnregisterDevice;
import io.parley.avro.UserCommand;
import io.parley.avro.state.Devices;
import io.parley.avro.state.KeyRow;
import io.parley.avro.state.Profile;
import io.parley.avro.state.Revocation;
import io.parley.avro.state.Sessions;
import io.parley.ids.Ids;
import io.parley.topology.DisplayName;
import io.parley.topology.Poisoned;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.MessageIds;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what users' devices and users themselves ask for: sessions that come and go, replays, profiles, and where to push. */
final class Users {
    private final TalkConfig config;
    private final MessageIds ids;
    private final InboxView view;

    Users(TalkConfig config, MessageIds ids, InboxView view) {
        this.config = config;
        this.ids = ids;
        this.view = view;
    }

    /**
     * What changes for a user.
     *
     * @param told whether the profile's change is one that others see
     */
    record Effect(
            @Nullable Sessions sessions,
            @Nullable Profile profile,
            boolean told,
            DeviceList.Result devices,
            @Nullable Revocation revocation,
            UserKeys.Result keys) {
        static final Effect NONE = of((Sessions) null);

        static Effect of(@Nullable Sessions sessions) {
            return new Effect(sessions, null, false, DeviceList.Result.SAME, null, UserKeys.Result.same());
        }

        static Effect of(@Nullable Sessions sessions, Profiles.Result profile) {
            return new Effect(
                    sessions, profile.profile(), profile.told(), DeviceList.Result.SAME, null, UserKeys.Result.same());
        }

        static Effect of(DeviceList.Result devices) {
            return new Effect(null, null, false, devices, null, UserKeys.Result.same());
        }

        static Effect of(Revocation revocation) {
            return new Effect(null, null, false, DeviceList.Result.SAME, revocation, UserKeys.Result.same());
        }

        static Effect of(UserKeys.Result keys) {
            return new Effect(null, null, false, DeviceList.Result.SAME, null, keys);
        }
    }

    Map<String, Effect> take(SessionEvent event, long time, Deliveries deliveries) {
        if (!Ids.isValid(event.getUser())) {
            throw new Poisoned("a session of no user");
        }
        try {
            return Map.of(event.getUser(), decide(event, time, deliveries));
        } catch (RuntimeException e) {
            throw new Poisoned("inbox can't decide " + event.getKind(), e);
        }
    }

    private Effect decide(SessionEvent event, long time, Deliveries deliveries) {
        Object what = event.getEvent();
        if (what instanceof SessionOpened opened) {
            return open(event, opened, time, deliveries);
        }
        if (what instanceof SessionActive active) {
            return Effect.of(Opening.activate(event, active.getActive(), time, view));
        }
        return what instanceof SessionClosed ? Effect.of(Opening.close(event, time, view)) : Effect.NONE;
    }

    private Effect open(SessionEvent event, SessionOpened opened, long time, Deliveries deliveries) {
        Opening.Result result = Opening.open(event, opened, time, config.sessions(), view);
        for (SessionRef replaced : result.replaced()) {
            deliveries.add(
                    Deliveries.Edge.of(replaced),
                    new SessionReplaced(event.getUser(), replaced.getDevice(), replaced.getConnection()));
        }
        if (!result.accepted()) {
            return Effect.of(result.sessions());
        }
        start(event, opened, time, deliveries);
        Profiles.Result named = Profiles.named(view.profile(event.getUser()), opened.getName(), time);
        return Effect.of(result.sessions(), named);
    }

    private void start(SessionEvent event, SessionOpened opened, long time, Deliveries deliveries) {
        Replay replay =
                Replay.since(opened.getSince(), event.getUser(), event.getConnection(), time, config, view, ids);
        Deliveries.Edge edge = new Deliveries.Edge(event.getSlot(), event.getEpoch());
        deliveries.add(
                edge,
                new SessionStarted(
                        event.getUser(), event.getDevice(), event.getConnection(), replay.head(), replay.resumed()));
        for (List<EventDelivery> group : replay.missed()) {
            group.forEach(missed -> deliveries.add(edge, missed));
            deliveries.nextRecord(edge);
        }
    }

    Map<String, Effect> take(UserCommand command, long time, Deliveries deliveries) {
        if (!Ids.isValid(command.getUser())) {
            throw new Poisoned("a command of no user");
        }
        if (command.getRevoke() != null) {
            return revoke(command, command.getRevoke(), time, deliveries);
        }
        if (command.getProposeKey() != null) {
            return propose(command, command.getProposeKey(), time, deliveries);
        }
        if (command.getErase() != null) {
            return erase(command, command.getErase(), time, deliveries);
        }
        Object what = command.getCommand();
        if (what instanceof SetProfile set) {
            return setProfile(command, set, time, deliveries);
        }
        Devices before = view.devices(command.getUser());
        DeviceList.Result result = what instanceof RegisterDevice device
                ? DeviceList.register(before, device, config.devices(), time)
                : DeviceList.unregister(before, (UnregisterDevice) what, time);
        Devices now = result.devices() == null ? before : result.devices();
        reply(command, new Done(null, false, FactTopic.MEMBERS, now == null ? 0 : now.getStamp()), deliveries);
        return Map.of(command.getUser(), Effect.of(result));
    }

    private Map<String, Effect> revoke(UserCommand command, Revoke revoke, long time, Deliveries deliveries) {
        String service = command.getService();
        if (service == null) {
            reply(command, rejected("forbidden", "Only an app server revokes tokens."), deliveries);
            return Map.of();
        }
        if (Revocations.isFuture(revoke, time)) {
            reply(command, rejected("bad_request", "before may be at most a minute ahead."), deliveries);
            return Map.of();
        }
        Revocation known = view.revocation(command.getUser());
        Revocation now = Revocations.revoke(known, revoke, service, time);
        reply(command, new Done(null, false, FactTopic.MEMBERS, now.getStamp()), deliveries);
        return now.equals(known) ? Map.of() : Map.of(command.getUser(), Effect.of(now));
    }

    private Map<String, Effect> propose(UserCommand command, ProposeKey wish, long time, Deliveries deliveries) {
        KeyRow known = view.key(command.getUser());
        if (!UserKeys.isFit(known, wish, command.getUser())) {
            reply(command, rejected("conflict", "The key was made before the user was erased."), deliveries);
            return Map.of();
        }
        UserKeys.Result result = UserKeys.propose(known, wish, time);
        KeyRow now = result.row() == null ? Objects.requireNonNull(known) : result.row();
        reply(command, new Done(null, false, FactTopic.MEMBERS, now.getKeyStamp()), deliveries);
        return Map.of(command.getUser(), Effect.of(result));
    }

    private Map<String, Effect> erase(UserCommand command, Erase wish, long time, Deliveries deliveries) {
        String user = command.getUser();
        String service = command.getService();
        if (service == null) {
            reply(command, rejected("forbidden", "Only an app server erases a user."), deliveries);
            return Map.of();
        }
        KeyRow known = view.key(user);
        if (wish.getDone() != null) {
            UserKeys.Result result = UserKeys.erasedAll(known, wish.getDone(), service, time);
            long stamp = result.row() == null
                    ? UserKeys.erasedStamp(known)
                    : result.row().getStamp();
            reply(command, new Done(null, false, FactTopic.MEMBERS, stamp), deliveries);
            return Map.of(user, Effect.of(result));
        }
        Revocation revoked = Revocations.revokeNow(view.revocation(user), service, time);
        Profiles.Result profile = Profiles.clear(view.profile(user), time);
        UserKeys.Result keys = UserKeys.erase(known, service, time, revoked.getStamp());
        reply(command, new Done(null, false, FactTopic.MEMBERS, UserKeys.erasedStamp(keys.row())), deliveries);
        return Map.of(
                user,
                new Effect(
                        null,
                        profile.profile(),
                        profile.told(),
                        DeviceList.clear(view.devices(user), time),
                        revoked,
                        keys));
    }

    private Map<String, Effect> setProfile(UserCommand command, SetProfile set, long time, Deliveries deliveries) {
        if (set.getName() != null && !DisplayName.isValid(set.getName())) {
            reply(command, rejected("bad_request", "name has 1 to 100 code points."), deliveries);
            return Map.of();
        }
        Profile before = view.profile(command.getUser());
        Profiles.Result result = Profiles.set(before, set, time);
        Profile now = result.profile() == null ? before : result.profile();
        long stamp = now == null ? 0 : now.getStamp();
        reply(command, new Done(null, false, FactTopic.MEMBERS, stamp), deliveries);
        return Map.of(command.getUser(), Effect.of(null, result));
    }

    private static Rejected rejected(String code, String message) {
        return new Rejected(code, message, null, null, null);
    }

    private void reply(UserCommand command, Object answer, Deliveries deliveries) {
        Origin origin = command.getOrigin();
        if (origin != null) {
            deliveries.reply(new Reply(origin, command.getUser(), answer), view);
        }
    }
}
