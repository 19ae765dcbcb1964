package io.parley.edge.rates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much of one kind each key may do on this edge: so much at once, so much a second in the long run. A bucket is made
 * when its key comes, and forgotten when it would be full again. Called from any thread.
 */
public final class Rate {
    /** For when nothing is limited. */
    public static final Rate UNLIMITED = new Rate();

    private final @Nullable Cache<String, Bucket> buckets;
    private final TimeMeter clock;
    private final int perSecond;
    private final int burst;

    private Rate() {
        this.buckets = null;
        this.clock = TimeMeter.SYSTEM_MILLISECONDS;
        this.perSecond = 1;
        this.burst = 1;
    }

    /** @param keys at once; beyond them one that came long ago is forgotten, which gives it a full bucket */
    public Rate(int perSecond, int burst, int keys, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = new Meter(nanoTime);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(keys)
                .expireAfterAccess(Duration.ofSeconds(1L + burst / perSecond))
                .ticker(nanoTime::getAsLong)
                .build();
    }

    /**
     * How long to wait before this is allowed; zero when it is, and then it counts.
     *
     * @param weight as how much it counts; never as more than what may come at once
     */
    public Duration take(String key, int weight) {
        if (buckets == null) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = buckets.get(key, this::bucket).tryConsumeAndReturnRemaining(Math.min(weight, burst));
        return probe.isConsumed()
                ? Duration.ZERO
                : Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(1);
    }

    private Bucket bucket(String key) {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /** The edge's own monotonic clock. */
    private record Meter(LongSupplier nanoTime) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
