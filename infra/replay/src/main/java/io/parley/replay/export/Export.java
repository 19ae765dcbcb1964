package io.parley.replay.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** From a stretch of a topic those records whose events lie in the span, into a file, in the order of the log. */
final class Export {
    private static final Duration PROGRESS = Duration.ofSeconds(2);

    private final String kafka;
    private final Values values;
    private final Envelope envelope;
    private final Consumer<String> say;
    private long written;
    private long unreadable;
    private long saidAt = System.nanoTime();

    Export(String kafka, Values values, Consumer<String> say) {
        this.kafka = kafka;
        this.values = values;
        this.envelope = Envelope.of(values.schema());
        this.say = say;
    }

    /** @param unreadable that nobody can decode: they lie with the dead letters too */
    record Result(long written, long unreadable) {
        String sentence() {
            return written + " records were written"
                    + (unreadable == 0
                            ? ""
                            : ", and " + unreadable + " left out that are no records (see `./parley dlq list`)");
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
        return new Result(written, unreadable);
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
            try {
                file.write(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written++;
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
