package io.parley.tests.property;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.parley.avro.Ack;
import io.parley.avro.EventDelivery;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.DedupResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Bugs in the code itself: a method of the topology is rewritten while the tests run, and put back. The code has no place
 * for it; a method that was renamed meanwhile fails the test.
 */
enum RewrittenBug {
    DEDUP_FORGETS("chat.DedupTable", "get", "a repeat finds no result", advice(Nothing.class, "get")),
    DEDUP_DROPS("chat.Repeats", "ack", "a repeat is dropped without its answer", advice(Silence.class, "ack")),
    SEQ_WITH_A_GAP("inbox.Head", "seq", "each seventh seq of a user is left out", advice(Gap.class, "seq")),
    REPLAY_STARTS_ONE_LATE(
            "inbox.Replay$Gathering",
            "grouped",
            "the first missed event is not replayed",
            advice(FirstMissing.class, "grouped")),
    REPLAY_ENDS_ONE_EARLY(
            "inbox.Replay$Gathering",
            "grouped",
            "the last missed event is not replayed",
            advice(LastMissing.class, "grouped")),
    WATERMARK_FALLS(
            "chat.Marking",
            "mark",
            "a mark is what was said last, not the highest",
            instead(Math.class, "max", "second", long.class, long.class, named("mark"))),
    OWN_MESSAGES_COUNT(
            "chat.Recipients",
            "of",
            "what counts for nobody, as one's own message, is unread",
            advice(Counted.class, "of")),
    WHO_WAS_REMOVED_HEARS_ON(
            "chat.Draft",
            "replaceMembers",
            "a roster never gets smaller",
            advice(NeverSmaller.class, "replaceMembers")),
    ORDER_BY_ARRIVAL(
            "chat.Draft",
            "tick",
            "stamps are the records' times, which may stand still and go back",
            instead(Math.class, "max", "second", long.class, long.class, named("tick"))),
    CHAT_SEQ_STANDS_STILL("chat.Talk", "append", "the last chat_seq is not kept", without("setLastSeq", "append")),
    OTHER_DEVICES_ARE_NOT_RESET(
            "chat.Marking", "tellReaders", "readers' devices hear no new count", advice(Skipped.class, "tellReaders")),
    READ_CLEARS_ALL(
            "chat.Unread",
            "after",
            "reading in the middle sets the count to nothing",
            instead(AtomicInteger.class, "get", "zero", AtomicInteger.class, null, named("after"))),
    AN_EDIT_IS_NOT_KEPT(
            "chat.Changing", "edit", "an edit is told and acknowledged, and is no fact", without("fact", "edit")),
    AN_EDIT_KEEPS_OLD_MENTIONS(
            "chat.Changing", "replace", "a change is not written into the index", advice(Skipped.class, "replace")),
    A_DELETE_LEAVES_COUNTS(
            "chat.Changing",
            "tellUnread",
            "what is deleted or mentioned anew changes no count",
            advice(Skipped.class, "tellUnread")),
    A_BLOCK_IS_NOT_LOOKED_AT(
            "chat.Sending", "blocked", "who is blocked may go on talking", advice(NotAtAll.class, "blocked")),
    ANYBODY_IS_MENTIONED(
            "chat.Sending", "mentions", "who is no member is mentioned too", advice(AsWanted.class, "mentions"));

    private final String type;
    private final String method;
    private final String what;
    private final AsmVisitorWrapper rewriting;

    RewrittenBug(String type, String method, String what, AsmVisitorWrapper rewriting) {
        this.type = "io.parley.topology." + type;
        this.method = method;
        this.what = what;
        this.rewriting = rewriting;
    }

    String what() {
        return what;
    }

    /** The method that is rewritten. */
    String where() {
        return type + "." + method;
    }

    /** Planted until it is closed. */
    interface Planted extends AutoCloseable {
        @Override
        void close();
    }

    Planted plant() {
        var instrumentation = ByteBuddyAgent.install();
        AtomicLong rewritten = new AtomicLong();
        ResettableClassFileTransformer planted = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .type(named(type))
                .transform((builder, description, loader, module, domain) -> {
                    rewritten.addAndGet(description
                            .getDeclaredMethods()
                            .filter(named(method))
                            .size());
                    return builder.visit(rewriting);
                })
                .installOn(instrumentation);
        load();
        if (rewritten.get() == 0) {
            planted.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION);
            throw new IllegalStateException("there is no " + where() + " to rewrite");
        }
        return () -> planted.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION);
    }

    private void load() {
        try {
            Class.forName(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("there is no " + type + " to rewrite", e);
        }
    }

    private static AsmVisitorWrapper advice(Class<?> advice, String method) {
        return Advice.to(advice).on(named(method));
    }

    /** What one method calls in another is not done. */
    private static AsmVisitorWrapper without(String call, String in) {
        return MemberSubstitution.strict().method(named(call)).stub().on(named(in));
    }

    /** One call of a method in another is replaced by one of {@link Instead}. */
    private static AsmVisitorWrapper instead(
            Class<?> owner,
            String replaced,
            String by,
            Class<?> first,
            @org.jspecify.annotations.Nullable Class<?> second,
            ElementMatcher<? super MethodDescription> in) {
        try {
            var replacement =
                    second == null ? Instead.class.getMethod(by, first) : Instead.class.getMethod(by, first, second);
            return MemberSubstitution.strict()
                    .method(isDeclaredBy(owner).and(named(replaced)))
                    .replaceWith(replacement)
                    .on(in);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is called instead of the right thing. */
    public static final class Instead {
        private Instead() {}

        public static long second(long one, long other) {
            return other;
        }

        public static int zero(AtomicInteger number) {
            return 0;
        }
    }

    static final class Nothing {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) DedupResult result) {
            result = null;
        }
    }

    static final class NotAtAll {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Optional<?> reason) {
            reason = Optional.empty();
        }
    }

    static final class AsWanted {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(1) List<String> wanted, @Advice.Return(readOnly = false) List<String> mentions) {
            mentions = wanted;
        }
    }

    static final class Counted {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 1, readOnly = false) UnreadEffect effect) {
            if (effect == UnreadEffect.NONE) {
                effect = UnreadEffect.COUNT;
            }
        }
    }

    static final class Silence {
        @Advice.OnMethodExit
        static void exit(@Advice.Argument(3) boolean repeated, @Advice.Return(readOnly = false) Ack ack) {
            if (repeated) {
                ack = null;
            }
        }
    }

    static final class Gap {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long seq) {
            if (seq % 7 == 6) {
                seq = seq + 1;
            }
        }
    }

    static final class FirstMissing {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<List<EventDelivery>> groups) {
            if (!groups.isEmpty()) {
                groups = new ArrayList<>(groups);
                groups.set(0, groups.get(0).subList(1, groups.get(0).size()));
            }
        }
    }

    static final class LastMissing {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<List<EventDelivery>> groups) {
            if (!groups.isEmpty()) {
                int last = groups.size() - 1;
                groups = new ArrayList<>(groups);
                groups.set(last, groups.get(last).subList(0, groups.get(last).size() - 1));
            }
        }
    }

    static final class NeverSmaller {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.FieldValue("members") List<?> before, @Advice.Argument(0) List<?> now) {
            return now.size() < before.size();
        }
    }

    static final class Skipped {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }
}
