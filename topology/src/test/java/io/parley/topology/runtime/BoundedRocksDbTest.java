package io.parley.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.topology.state.TalkStores;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

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
