package io.parley.replay.export;

import io.parley.keys.RecordOpener.Unopened;
import io.parley.local.tail.Decryption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** From a stretch of a topic those records whose events lie in the span, into a file, in the order of the log. */
final class Export {
    private static final Duration PROGRESS = Duration.ofSeconds(2);
    private static final Unopened NOTHING = new Unopened(List.of(), List.of());

    private final String kafka;
    private final Values values;
    private final Envelope envelope;
    private final @Nullable Decryption opened;
    private final Consumer<String> say;
    private long written;
    private long unreadable;
    private long forged;
    private long saidAt = System.nanoTime();

    /** @param opened what opens words; null to leave them as they lie */
    Export(String kafka, Values values, @Nullable Decryption opened, Consumer<String> say) {
        this.kafka = kafka;
        this.values = values;
        this.opened = opened;
        this.envelope = opened == null ? Envelope.of(values.schema()) : Envelope.ofOpened(values.schema());
        this.say = say;
    }

    /**
     * @param unreadable that nobody can decode: they lie with the dead letters too
     * @param forged in which something is not what its key sealed there
     */
    record Result(long written, long unreadable, long forged) {
        String sentence() {
            return written + " records were written"
                    + (unreadable == 0
                            ? ""
                            : ", and " + unreadable + " left out that are no records (see `./parley dlq list`)")
                    + (forged == 0
                            ? ""
                            : ", of which " + forged + " have words that their key did not seal, left as they are");
        }
    }

    Result run(String topic, Span span, Duration margin, Format format, Path to) throws IOException {
        try (Range range = Range.open(kafka, topic, span, margin);
                RecordFile file = format.create(to, envelope.schema())) {
            long size = range.size();
            say.accept("Reading " + size + " offsets of " + topic + " …");
            range.read((record, left) -> {
                write(file, record, span);
                progress(size, left);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Result(written, unreadable, forged);
    }

    private void write(RecordFile file, ConsumerRecord<String, byte[]> record, Span span) {
        byte[] bytes = record.value();
        Optional<GenericRecord> value = bytes == null ? Optional.empty() : values.read(bytes);
        if (bytes != null && value.isEmpty()) {
            unreadable++;
            return;
        }
        GenericRecord out = envelope.wrap(record, value.orElse(null));
        if (span.holds(Instant.ofEpochMilli((Long) out.get(Envelope.EVENT_TIME)))) {
            open(out, value.orElse(null));
            try {
                file.write(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written++;
        }
    }

    private void open(GenericRecord out, @Nullable GenericRecord value) {
        if (opened == null) {
            return;
        }
        try {
            Unopened not = value == null ? NOTHING : opened.open(value);
            out.put(Envelope.ERASED, not.erased());
            forged += not.forged().isEmpty() ? 0 : 1;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void progress(long size, long left) {
        long now = System.nanoTime();
        if (now - saidAt >= PROGRESS.toNanos()) {
            saidAt = now;
            say.accept("  " + (size - left) + " of " + size + " offsets read, " + written + " records written");
        }
    }
}
