package io.parley.tests.property;

import io.parley.avro.Ack;
import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.ChatCommand;
import io.parley.avro.ChatEvent;
import io.parley.avro.Delivery;
import io.parley.avro.EventDelivery;
import io.parley.avro.EventRecipient;
import io.parley.avro.InboxBatch;
import io.parley.avro.MarkFact;
import io.parley.avro.MemberFact;
import io.parley.avro.MemberState;
import io.parley.avro.Message;
import io.parley.avro.MessageFact;
import io.parley.avro.Reply;
import io.parley.avro.Role;
import io.parley.avro.SendMessage;
import io.parley.avro.UserChange;
import io.parley.tests.world.Flaw;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;

/** Bugs that systems of this kind have had, each as a shard that has it would look from outside. */
enum PlantedBug {
    A_DEDUP_HIT_IS_LOST(Forgetful::new),
    AN_ID_CHANGES_ON_RESEND(() -> entries(all -> PlantedBug.<Reply>each(all, Reply.class, reply -> {
        if (reply.getResult() instanceof Ack ack && ack.getRepeated()) {
            ack.setMsgId(new UUID(2, ack.getChatSeq()).toString());
        }
    }))),
    AN_ANSWER_IS_LOST(() -> entries(all -> without(all, entry -> entry instanceof Reply))),
    A_DELIVERY_IS_DOUBLED(() -> entries(all -> {
        List<Object> twice = new ArrayList<>(all);
        all.stream().filter(EventDelivery.class::isInstance).forEach(twice::add);
        return twice;
    })),
    TWO_EVENTS_ARE_SWAPPED(() -> entries(all -> {
        List<Object> swapped = new ArrayList<>(all);
        Collections.reverse(swapped);
        return swapped;
    })),
    A_REPLAY_LOSES_ITS_LAST_EVENT(() -> entries(all -> {
        List<Object> rest = new ArrayList<>(all);
        Collections.reverse(rest);
        rest = new ArrayList<>(without(rest, PlantedBug::isReplayed));
        Collections.reverse(rest);
        return rest;
    })),
    A_REPLAY_STARTS_ONE_LATE(() -> entries(all -> without(all, PlantedBug::isReplayed))),
    A_SEQ_IS_HANDED_OUT_TWICE(() -> recipients((event, recipient) -> recipient.setSeq(recipient.getSeq() - 1))),
    OWN_MESSAGES_ARE_UNREAD(() -> recipients((event, recipient) -> {
        if (event instanceof Message message && recipient.getUser().equals(message.getSender())) {
            recipient.setUnread(recipient.getUnread() + 1);
        }
    })),
    MENTIONS_DO_NOT_COUNT(() -> recipients((event, recipient) -> recipient.setMentions(0))),
    WHO_WAS_REMOVED_HEARS_ON(Leak::new),
    AN_INBOX_RECORD_IS_LOST(
            () -> values(value -> value instanceof InboxBatch && chance(value) ? List.of() : List.of(value))),
    A_FACT_IS_LOST(() -> values(value -> isMessage(value) && chance(value) ? List.of() : List.of(value))),
    A_FACT_IS_DOUBLED(
            () -> values(value -> isMessage(value) && chance(value) ? List.of(value, value) : List.of(value))),
    A_CHAT_SEQ_IS_HANDED_OUT_TWICE(() -> values(value -> {
        if (value instanceof MessageFact fact
                && fact.getFact() instanceof Message message
                && message.getChatSeq() > 3) {
            message.setChatSeq(message.getChatSeq() - 1);
        }
        return List.of(value);
    })),
    A_WATERMARK_GOES_BACK(Backwards::new),
    UNREAD_DRIFTS_IN_THE_TABLES(() -> changes(entry -> entry.setUnread(entry.getUnread() + 1))),
    A_CHANGE_IS_LOST_TO_THE_TABLES(
            () -> values(value -> value instanceof UserChange && chance(value) ? List.of() : List.of(value))),
    WHO_LEFT_KEEPS_A_ROLE(() -> values(value -> {
        if (value instanceof MemberFact fact
                && fact.getFact() instanceof MemberState state
                && state.getRole() == null) {
            state.setRole(Role.MEMBER);
        }
        return List.of(value);
    }));

    private final Supplier<Flaw> flaw;

    PlantedBug(Supplier<Flaw> flaw) {
        this.flaw = flaw;
    }

    Flaw plant() {
        return flaw.get();
    }

    private interface Recipients {
        void change(Object event, EventRecipient recipient);
    }

    private static Flaw values(Function<SpecificRecord, List<SpecificRecord>> change) {
        return new Flaw() {
            @Override
            public List<SpecificRecord> written(SpecificRecord value) {
                return change.apply(value);
            }
        };
    }

    private static Flaw entries(UnaryOperator<List<Object>> change) {
        return values(value -> {
            if (value instanceof Delivery delivery) {
                delivery.setEntries(change.apply(delivery.getEntries()));
            }
            return List.of(value);
        });
    }

    private static Flaw recipients(Recipients change) {
        return entries(all -> each(all, EventDelivery.class, event -> event.getRecipients()
                .forEach(recipient -> change.change(event.getEvent(), recipient))));
    }

    private static Flaw changes(Consumer<ChangeEntry> change) {
        return values(value -> {
            if (value instanceof UserChange told && told.getChange() instanceof ChatChange of) {
                of.getEntries().forEach(change);
            }
            return List.of(value);
        });
    }

    private static <T> List<Object> each(List<Object> entries, Class<T> type, Consumer<T> change) {
        entries.stream().filter(type::isInstance).map(type::cast).forEach(change);
        return entries;
    }

    private static List<Object> without(List<Object> entries, Predicate<Object> first) {
        List<Object> rest = new ArrayList<>(entries);
        rest.stream().filter(first).findFirst().ifPresent(rest::remove);
        return rest;
    }

    private static boolean isReplayed(Object entry) {
        return entry instanceof EventDelivery event && event.getConnection() != null;
    }

    private static boolean isMessage(SpecificRecord value) {
        return value instanceof MessageFact fact && fact.getFact() instanceof Message;
    }

    /** One in four, the same in every run. */
    private static boolean chance(SpecificRecord value) {
        return Math.floorMod(value.toString().hashCode(), 4) == 0;
    }

    /** A dedup store that finds nothing: each send looks new. */
    private static final class Forgetful implements Flaw {
        private int sends;

        @Override
        public SpecificRecord read(SpecificRecord value) {
            if (value instanceof ChatCommand command && command.getCommand() instanceof SendMessage send) {
                return ChatCommand.newBuilder(command)
                        .setCommand(SendMessage.newBuilder(send)
                                .setClientMsgId("new" + ++sends)
                                .build())
                        .build();
            }
            return value;
        }
    }

    /** A mark that is written again as it was at first. */
    private static final class Backwards implements Flaw {
        private final Map<String, MarkFact> first = new HashMap<>();

        @Override
        public List<SpecificRecord> written(SpecificRecord value) {
            if (value instanceof MarkFact mark) {
                MarkFact before = first.putIfAbsent(mark.getChatId() + "/" + mark.getUser(), mark);
                if (before != null) {
                    mark.setDelivered(before.getDelivered());
                    mark.setRead(before.getRead());
                }
            }
            return List.of(value);
        }
    }

    /** Recipients as they were before somebody was removed. */
    private static final class Leak implements Flaw {
        private final Map<String, Set<String>> removed = new HashMap<>();
        private final Map<String, EventRecipient> last = new HashMap<>();

        @Override
        public List<SpecificRecord> written(SpecificRecord value) {
            if (value instanceof Delivery delivery) {
                each(delivery.getEntries(), EventDelivery.class, this::leak);
            }
            return List.of(value);
        }

        private void leak(EventDelivery event) {
            event.getRecipients().forEach(recipient -> last.put(recipient.getUser(), recipient));
            Set<String> gone = removed.computeIfAbsent(event.getChatId(), chat -> new HashSet<>());
            if (event.getEvent() instanceof ChatEvent chat && chat.getEvent().equals("members_removed")) {
                gone.addAll(chat.getUsers());
            } else if (event.getEvent() instanceof Message && event.getConnection() == null) {
                List<EventRecipient> more = new ArrayList<>(event.getRecipients());
                Set<String> told = new HashSet<>();
                more.forEach(recipient -> told.add(recipient.getUser()));
                gone.stream()
                        .filter(user -> !told.contains(user) && last.containsKey(user))
                        .map(last::get)
                        .map(before -> EventRecipient.newBuilder(before)
                                .setSeq(before.getSeq() + 1)
                                .build())
                        .forEach(more::add);
                event.setRecipients(more);
            }
        }
    }
}
