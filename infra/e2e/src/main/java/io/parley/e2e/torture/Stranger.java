package io.parley.e2e.torture;

import io.parley.avro.Message;
import io.parley.avro.MessageFact;
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

    /** One message in a chat that nobody is in. */
    static MessageFact words(String chat) {
        Instant now = Instant.now();
        long stamp = now.toEpochMilli() * 1_000;
        String id = TimeUuid.of(stamp, 0, chat).toString();
        Message message = Message.newBuilder()
                .setMsgId(id)
                .setChatId(chat)
                .setChatSeq(1)
                .setSender(chat)
                .setMsgType("text")
                .setContent("written under a schema that came later")
                .setCreatedAt(Instant.ofEpochMilli(now.toEpochMilli()))
                .setMentions(List.of())
                .build();
        return MessageFact.newBuilder()
                .setEventId(id)
                .setKind("message")
                .setEventTime(message.getCreatedAt())
                .setStamp(stamp)
                .setChatId(chat)
                .setVersion(1)
                .setFact(message)
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
