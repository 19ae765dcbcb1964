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
import io.parley.ids.Placement;
import io.parley.topology.Causes;
import io.parley.topology.Nodes;
import io.parley.topology.Poisoned;
import io.parley.topology.Said;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.Budget;
import io.parley.topology.state.MessageIds;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Glue around {@link ChatDecisions}: decides, then writes state, then tells. Recipients who are at home in this shard are
 * told by a call of the inbox, in the same transaction; for each other shard goes one record.
 */
final class ChatProcessor implements Processor<String, ChatCommand, String, Object> {
    private final TalkConfig config;
    private final Placement placement;
    private final ChatDecisions decisions;
    private final ChatStores stores;
    private @Nullable ProcessorContext<String, Object> context;

    ChatProcessor(TalkConfig config, Placement placement) {
        this.config = config;
        this.placement = placement;
        this.decisions = new ChatDecisions(config, new MessageIds(placement));
        this.stores = new ChatStores(config);
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        stores.open(context);
        context.schedule(config.trim().every(), PunctuationType.WALL_CLOCK_TIME, now -> trim(context));
    }

    private void trim(ProcessorContext<String, Object> context) {
        stores.dedup().trim(context.currentStreamTimeMs(), new Budget(config.trim(), System::nanoTime));
    }

    @Override
    public void process(Record<String, ChatCommand> record) {
        ProcessorContext<String, Object> to = context();
        Outcome outcome = decide(record, Causes.of(to));
        String chatId = record.value().getChatId();
        outcome.changes().forEach(change -> stores.apply(chatId, change));
        outcome.facts().forEach(fact -> tell(record, fact));
        List<InboxBatch> here = new ArrayList<>();
        for (Event event : outcome.events()) {
            for (InboxBatch batch : event.byShard(placement)) {
                if (batch.getShard() == to.taskId().partition()) {
                    here.add(batch);
                } else {
                    to.forward(new Record<>(chatId, batch, record.timestamp()), Nodes.TO_INBOX);
                }
            }
        }
        Reply reply = reply(record.value(), outcome.answer());
        if (reply != null || !here.isEmpty()) {
            to.forward(new Record<>(chatId, new Said(reply, here), record.timestamp()), Nodes.INBOX);
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

    private void tell(Record<String, ChatCommand> record, SpecificRecord fact) {
        ProcessorContext<String, Object> to = context();
        String chatId = record.value().getChatId();
        if (fact instanceof MessageFact) {
            to.forward(new Record<>(chatId, fact, record.timestamp()), Nodes.TO_MESSAGES);
        } else if (fact instanceof MarkFact mark) {
            to.forward(new Record<>(chatId + "/" + mark.getUser(), fact, record.timestamp()), Nodes.TO_MARKS);
        } else if (fact instanceof MemberFact member) {
            boolean ofMember = member.getFact() instanceof MemberState;
            String key = ofMember ? chatId + "/" + ((MemberState) member.getFact()).getUser() : chatId;
            to.forward(new Record<>(key, fact, record.timestamp()), Nodes.TO_MEMBERS);
        }
    }

    private static @Nullable Reply reply(ChatCommand command, @Nullable Object answer) {
        Origin origin = command.getOrigin();
        return origin == null || answer == null ? null : new Reply(origin, command.getUser(), answer);
    }

    private ProcessorContext<String, Object> context() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }
}
