package io.parley.e2e.torture;

import io.parley.avro.ChatChange;
import io.parley.avro.FactTopic;
import io.parley.avro.MarkFact;
import io.parley.avro.MemberFact;
import io.parley.avro.MemberState;
import io.parley.avro.Message;
import io.parley.avro.MessageFact;
import io.parley.avro.ProfileFact;
import io.parley.avro.Role;
import io.parley.avro.Topics;
import io.parley.avro.UserChange;
import io.parley.ids.TimeUuid;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** What a writer of another release might write: a fact like any other, under whatever schema id. */
final class Stranger {

    private Stranger() {}

    /** Something that has happened, and when: in a chat that nobody is in, to somebody who is nobody. */
    private record Event(String nobody, Instant time, long stamp, String id) {
        static Event now(String nobody) {
            Instant now = Instant.ofEpochMilli(Instant.now().toEpochMilli());
            long stamp = now.toEpochMilli() * 1_000;
            return new Event(nobody, now, stamp, TimeUuid.of(stamp, 0, nobody).toString());
        }
    }

    /** What readers of this topic would take for one of ours. */
    static SpecificRecord of(String topic, String nobody) {
        Event event = Event.now(nobody);
        if (topic.equals(Topics.CHAT_MESSAGES.name())) {
            return words(event);
        } else if (topic.equals(Topics.CHAT_MEMBERS.name())) {
            return member(event);
        } else if (topic.equals(Topics.CHAT_MARKS.name())) {
            return mark(event);
        } else if (topic.equals(Topics.USER_CHANGES.name())) {
            return change(event);
        }
        return profile(event);
    }

    private static MessageFact words(Event event) {
        Message message = Message.newBuilder()
                .setMsgId(event.id())
                .setChatId(event.nobody())
                .setChatSeq(1)
                .setSender(event.nobody())
                .setMsgType("text")
                .setContent("written under a schema that came later")
                .setCreatedAt(event.time())
                .setMentions(List.of())
                .build();
        return MessageFact.newBuilder()
                .setEventId(event.id())
                .setKind("message")
                .setEventTime(event.time())
                .setStamp(event.stamp())
                .setChatId(event.nobody())
                .setVersion(1)
                .setFact(message)
                .build();
    }

    private static MemberFact member(Event event) {
        return MemberFact.newBuilder()
                .setEventId(event.id())
                .setKind("created")
                .setEventTime(event.time())
                .setStamp(event.stamp())
                .setChatId(event.nobody())
                .setVersion(1)
                .setFact(new MemberState(event.nobody(), Role.OWNER, event.time(), List.of(), false, false, null))
                .build();
    }

    private static MarkFact mark(Event event) {
        return MarkFact.newBuilder()
                .setEventId(event.id())
                .setKind("delivered")
                .setEventTime(event.time())
                .setStamp(event.stamp())
                .setChatId(event.nobody())
                .setVersion(1)
                .setUser(event.nobody())
                .setDelivered(event.id())
                .setDeliveredAt(event.time())
                .build();
    }

    private static UserChange change(Event event) {
        ChatChange nothing = ChatChange.newBuilder()
                .setChatId(event.nobody())
                .setTold(FactTopic.MESSAGES)
                .setCreatedAt(event.time())
                .setEntries(List.of())
                .build();
        return UserChange.newBuilder()
                .setEventId(event.id())
                .setKind("message")
                .setEventTime(event.time())
                .setStamp(event.stamp())
                .setShard(0)
                .setChange(nothing)
                .build();
    }

    private static ProfileFact profile(Event event) {
        return ProfileFact.newBuilder()
                .setEventId(event.id())
                .setKind("profile")
                .setEventTime(event.time())
                .setStamp(event.stamp())
                .setUser(event.nobody())
                .setName("somebody from later")
                .build();
    }

    /** Confluent's wire format: byte 0, the schema's id in four bytes, Avro. */
    static byte[] bytes(int id, SpecificRecord record) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream head = new DataOutputStream(bytes);
            head.writeByte(0);
            head.writeInt(id);
            BinaryEncoder body = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, body);
            body.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
