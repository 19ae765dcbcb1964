package io.parley.topology.runtime;

import io.parley.topology.state.TalkStores;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what all stores of the process take off the heap together: blocks, indexes, filters and unwritten rows share one
 * cache. Kafka makes one of these a store, so what they share is the process's.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final int BLOCK_BYTES = 8 << 10;
    private static final int FILTER_BITS = 10;
    private static final int BACKGROUND_JOBS = 2;
    private static final long MEMTABLE_BYTES = 4L << 20;
    private static final double MEMTABLE_FILTER = 0.05;

    private static final int SHARDS_BY_SIZE = -1;
    private static final double INDEX_SHARE = 0.5;

    private static @Nullable Shared shared;

    private @Nullable BloomFilter filter;

    /** Of one process; lives as long as it does. */
    private record Shared(Cache cache, WriteBufferManager memtables) {}

    private static synchronized Shared shared(Map<String, Object> configs) {
        if (shared == null) {
            Cache cache = new LRUCache(bytes(configs, TalkSettings.ROCKSDB_CACHE), SHARDS_BY_SIZE, false, INDEX_SHARE);
            shared = new Shared(cache, new WriteBufferManager(bytes(configs, TalkSettings.ROCKSDB_MEMTABLES), cache));
        }
        return shared;
    }

    private static long bytes(Map<String, Object> configs, String name) {
        return ((Number) Objects.requireNonNull(configs.get(name), name)).longValue();
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared all = shared(configs);
        filter = new BloomFilter(FILTER_BITS);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(all.cache());
        table.setBlockSize(BLOCK_BYTES);
        partitionIndexAndFilters(table);
        table.setFilterPolicy(filter);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(all.memtables());
        options.setWriteBufferSize(MEMTABLE_BYTES);
        options.setMaxBackgroundJobs(BACKGROUND_JOBS);
        if (storeName.equals(TalkStores.DEDUP)) {
            filterAll(options);
        }
    }

    /**
     * A file's index and filter grow with it, and the cache takes no block that is larger than its share of a shard: a
     * filter of a million rows would be read whole from the file for each look. So both come in parts of a block's size.
     */
    private static void partitionIndexAndFilters(BlockBasedTableConfig table) {
        table.setIndexType(IndexType.kTwoLevelIndexSearch);
        table.setPartitionFilters(true);
        table.setMetadataBlockSize(BLOCK_BYTES);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
    }

    /**
     * Nearly every look is for a fresh client_msg_id, which is not there. Kafka Streams has no filters in a store's oldest
     * and largest file, because most looks find something; here each would read a block of it. And rows that are not
     * written yet have a filter too.
     */
    private static void filterAll(Options options) {
        options.setOptimizeFiltersForHits(false);
        options.setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER);
        options.setMemtableWholeKeyFiltering(true);
    }

    @Override
    public void close(String storeName, Options options) {
        if (filter != null) {
            filter.close();
        }
    }
}
