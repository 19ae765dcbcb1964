package io.parley.topology.chat;

import io.parley.avro.Cause;
import io.parley.avro.ChatCommand;
import io.parley.avro.InboxBatch;
import io.parley.avro.MarkFact;
import io.parley.avro.MemberFact;
import io.parley.avro.MemberState;
import io.parley.avro.MessageFact;
import io.parley.avro.Origin;
import io.parley.avro.Reply;
import io.parley.avro.ReportFact;
import io.parley.avro.state.ChatHead;
import io.parley.avro.state.Untold;
import io.parley.ids.Placement;
import io.parley.topology.Causes;
import io.parley.topology.Nodes;
import io.parley.topology.Pace;
import io.parley.topology.Poisoned;
import io.parley.topology.Said;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.Budget;
import io.parley.topology.state.MessageIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Glue around {@link ChatDecisions}: decides, then writes state, then tells. Recipients who are at home in this shard are
 * told by a call of the inbox, in the same transaction; for each other shard goes one record.
 */
final class ChatProcessor implements Processor<String, ChatCommand, String, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(ChatProcessor.class);

    private final TalkConfig config;
    private final Placement placement;
    private final Pace pace;
    private final ChatDecisions decisions;
    private final ChatStores stores;
    private final LogClock clock = new LogClock();
    private @Nullable ProcessorContext<String, Object> context;

    ChatProcessor(TalkConfig config, Placement placement, Pace pace) {
        this.config = config;
        this.pace = pace;
        this.placement = placement;
        this.decisions = new ChatDecisions(config, new MessageIds(placement));
        this.stores = new ChatStores(config);
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        stores.open(context);
        pace.start(context);
        clock.start(context.currentSystemTimeMs());
        context.schedule(config.trim().every(), PunctuationType.WALL_CLOCK_TIME, now -> trim(context));
        context.schedule(config.receipts().every(), PunctuationType.WALL_CLOCK_TIME, this::tellSenders);
    }

    private void trim(ProcessorContext<String, Object> context) {
        stores.dedup().trim(context.currentStreamTimeMs(), new Budget(config.trim(), System::nanoTime));
    }

    @Override
    public void process(Record<String, ChatCommand> record) {
        ProcessorContext<String, Object> to = context();
        clock.saw(record.timestamp(), to.currentSystemTimeMs());
        Cause cause = Causes.of(to);
        Outcome outcome = decide(record, cause);
        Moment moment = new Moment(record.value().getChatId(), record.timestamp(), cause);
        carryOut(outcome, moment, replies(record.value(), outcome));
        pace.decided(record.timestamp(), to);
    }

    /**
     * Tells senders in the groups that wait for it. The clock of this machine only says that it is time to look; what is
     * told is a function of the state, and its stamps go on from those of the log.
     */
    private void tellSenders(long wallNow) {
        Budget budget = new Budget(config.trim(), System::nanoTime);
        for (Map.Entry<String, Untold> waiting : stores.untold().all()) {
            if (!budget.take()) {
                return;
            }
            tellSenders(waiting.getKey(), waiting.getValue(), wallNow);
        }
    }

    private void tellSenders(String chatId, Untold untold, long wallNow) {
        ChatHead head = stores.head(chatId);
        Cause cause = untold.getCause();
        if (head == null || cause == null) {
            stores.untold().delete(chatId);
            return;
        }
        long time = Math.max(context().currentStreamTimeMs(), head.getLastStamp() / Draft.MICROS);
        Moment moment = new Moment(chatId, time, cause);
        carryOut(tell(moment, clock.now(wallNow, head.getToldAt())), moment, List.of());
    }

    /** A defect in one group must not stop the shard: nothing is told in it until the next mark. */
    private Outcome tell(Moment moment, long now) {
        try {
            return decisions.tell(moment, now, stores);
        } catch (RuntimeException e) {
            LOG.error("senders of {} can't be told of receipts", moment.chatId(), e);
            return new Outcome(null, List.of(), List.of(), List.of(), List.of(new Change.DropUntold()));
        }
    }

    private void carryOut(Outcome outcome, Moment moment, List<Reply> replies) {
        ProcessorContext<String, Object> to = context();
        String chatId = moment.chatId();
        outcome.changes().forEach(change -> stores.apply(chatId, change));
        outcome.facts().forEach(fact -> tell(moment, fact));
        List<InboxBatch> here = new ArrayList<>();
        for (Event event : outcome.events()) {
            for (InboxBatch batch : event.byShard(placement)) {
                if (batch.getShard() == to.taskId().partition()) {
                    here.add(batch);
                } else {
                    to.forward(new Record<>(chatId, batch, moment.time()), Nodes.TO_INBOX);
                }
            }
        }
        if (!replies.isEmpty() || !here.isEmpty()) {
            to.forward(new Record<>(chatId, new Said(replies, here, moment.cause()), moment.time()), Nodes.INBOX);
        }
    }

    private Outcome decide(Record<String, ChatCommand> record, Cause cause) {
        if (record.value() == null) {
            throw new Poisoned("a command without a value");
        }
        try {
            return decisions.decide(new Request(record.value(), record.timestamp(), cause), stores);
        } catch (RuntimeException e) {
            throw new Poisoned("chat can't decide " + record.value().getKind(), e);
        }
    }

    private void tell(Moment moment, SpecificRecord fact) {
        ProcessorContext<String, Object> to = context();
        String chatId = moment.chatId();
        long time = moment.time();
        if (fact instanceof MessageFact) {
            to.forward(new Record<>(chatId, fact, time), Nodes.TO_MESSAGES);
        } else if (fact instanceof MarkFact mark) {
            to.forward(new Record<>(chatId + "/" + mark.getUser(), fact, time), Nodes.TO_MARKS);
        } else if (fact instanceof ReportFact report) {
            String key = chatId + "/" + report.getMessage().getMsgId() + "/" + report.getUser();
            to.forward(new Record<>(key, fact, time), Nodes.TO_REPORTS);
        } else if (fact instanceof MemberFact member) {
            boolean ofMember = member.getFact() instanceof MemberState;
            String key = ofMember ? chatId + "/" + ((MemberState) member.getFact()).getUser() : chatId;
            to.forward(new Record<>(key, fact, time), Nodes.TO_MEMBERS);
        }
    }

    private static List<Reply> replies(ChatCommand command, Outcome outcome) {
        Origin origin = command.getOrigin();
        Object answer = outcome.answer();
        if (origin == null || answer == null) {
            return outcome.replies();
        }
        List<Reply> replies = new ArrayList<>();
        replies.add(new Reply(origin, command.getUser(), answer));
        replies.addAll(outcome.replies());
        return replies;
    }

    private ProcessorContext<String, Object> context() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }
}
