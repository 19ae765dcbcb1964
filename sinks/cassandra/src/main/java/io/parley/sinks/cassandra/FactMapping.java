package io.parley.sinks.cassandra;

import io.parley.avro.MarkFact;
import io.parley.avro.MemberFact;
import io.parley.avro.MessageFact;
import io.parley.avro.ProfileFact;
import io.parley.avro.UserChange;
import io.parley.sinks.common.Mapping;
import io.parley.sinks.common.PoisonException;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.UnknownKindException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Which rows a record of the log makes. */
final class FactMapping implements Mapping<RowWrite> {
    private final SinkContents contents;

    FactMapping(SinkContents contents) {
        this.contents = contents;
    }

    @Override
    public List<RowWrite> writes(SpecificRecord fact) throws PoisonException {
        if (fact instanceof MessageFact message) {
            return MessageRows.of(message, contents);
        }
        if (fact instanceof UserChange change) {
            return UserRows.of(change);
        }
        if (fact instanceof MarkFact mark) {
            return ChatRows.of(mark);
        }
        if (fact instanceof MemberFact member) {
            return ChatRows.of(member);
        }
        if (fact instanceof ProfileFact profile) {
            return UserRows.of(profile);
        }
        throw unknown(fact);
    }

    static UnknownKindException unknown(Object kind) {
        return new UnknownKindException(
                "the Cassandra sink does not know " + kind.getClass().getSimpleName());
    }
}
