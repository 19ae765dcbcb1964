package io.parley.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.topology.state.TalkStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

class BoundedRocksDbTest {
    static {
        RocksDB.loadLibrary();
    }

    /** A fresh client_msg_id is in no file: each that has no filter would cost a read of its block, for every message. */
    @Test
    void every_file_of_the_client_msg_ids_and_what_is_not_written_yet_has_a_filter() {
        try (Options options = asOfKafkaStreams()) {
            configured(TalkStores.DEDUP, options);

            assertThat(options.optimizeFiltersForHits()).isFalse();
            assertThat(options.memtablePrefixBloomSizeRatio()).isPositive();
            assertThat(options.memtableWholeKeyFiltering()).isTrue();
        }
    }

    /** Of the others nearly every look finds its row, and the filters of what is oldest would be the most of all. */
    @Test
    void the_largest_file_of_any_other_store_has_none() {
        try (Options options = asOfKafkaStreams()) {
            configured(TalkStores.STREAMS, options);

            assertThat(options.optimizeFiltersForHits()).isTrue();
            assertThat(options.memtablePrefixBloomSizeRatio()).isZero();
        }
    }

    /** So many rows that the filter of their file is larger than what the cache takes as one block. */
    @ParameterizedTest
    @ValueSource(ints = {20_000, 600_000})
    void what_a_look_reads_does_not_grow_with_the_store(int rows, @TempDir Path folder) throws RocksDBException {
        int looks = 500;
        try (Options options = asOfKafkaStreams();
                Statistics statistics = new Statistics()) {
            configured(TalkStores.DEDUP, options);
            options.setCreateIfMissing(true)
                    .setStatistics(statistics)
                    .setCompressionType(CompressionType.NO_COMPRESSION);
            try (RocksDB store = RocksDB.open(options, folder.toString())) {
                for (int row = 0; row < rows; row++) {
                    store.put(key("said", row), new byte[] {1});
                }
                store.compactRange();
                looksForFreshIds(store, looks);
                long before = read(statistics);

                looksForFreshIds(store, looks);

                assertThat((read(statistics) - before) / looks)
                        .as("bytes of index and filters")
                        .isLessThanOrEqualTo(2L * (8 << 10));
            }
        }
    }

    private static void looksForFreshIds(RocksDB store, int looks) throws RocksDBException {
        for (int look = 0; look < looks; look++) {
            assertThat(store.get(key("fresh", look))).isNull();
        }
    }

    private static long read(Statistics statistics) {
        return statistics.getTickerCount(TickerType.BLOCK_CACHE_FILTER_BYTES_INSERT)
                + statistics.getTickerCount(TickerType.BLOCK_CACHE_INDEX_BYTES_INSERT);
    }

    /** Spread over all rows, as ids are. */
    private static byte[] key(String kind, int number) {
        return (Integer.toHexString(Integer.reverse(number) | 1) + "/" + kind + number)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_is_not_written_yet_is_bounded_for_all_stores_together() {
        try (Options one = asOfKafkaStreams();
                Options other = asOfKafkaStreams()) {
            configured(TalkStores.STREAMS, one);
            configured(TalkStores.UNREAD, other);

            assertThat(one.writeBufferManager()).isNotNull().isSameAs(other.writeBufferManager());
        }
    }

    private static Options asOfKafkaStreams() {
        return new Options().setTableFormatConfig(new BlockBasedTableConfig()).setOptimizeFiltersForHits(true);
    }

    private static void configured(String store, Options options) {
        new BoundedRocksDb()
                .setConfig(
                        store,
                        options,
                        Map.of(TalkSettings.ROCKSDB_CACHE, 8L << 20, TalkSettings.ROCKSDB_MEMTABLES, 4L << 20));
    }
}
