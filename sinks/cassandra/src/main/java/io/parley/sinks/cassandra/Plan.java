package io.parley.sinks.cassandra;

import io.parley.sinks.cassandra.RowWrite.Delete;
import io.parley.sinks.cassandra.RowWrite.Upsert;
import io.parley.sinks.cassandra.Table.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch's writes as mutations: each row once, rows of one partition together and never two partitions in one, and what
 * says how far the rows are only after them. A mutation of one partition is applied whole, so a user's position may stand
 * in the same one as all of the user's rows.
 *
 * @param rows mutations that may go at once
 * @param reached mutations that may go when all of {@code rows} are acknowledged
 */
record Plan(List<List<RowWrite>> rows, List<List<RowWrite>> reached) {

    static Plan of(List<RowWrite> writes, int maxRows) {
        Map<List<Object>, List<RowWrite>> rows = new LinkedHashMap<>();
        Map<List<Object>, List<RowWrite>> reached = new LinkedHashMap<>();
        List<RowWrite> once = coalesce(writes);
        for (RowWrite write : once) {
            if (write.table().stage() == Stage.ROWS) {
                rows.computeIfAbsent(write.partition(), partition -> new ArrayList<>())
                        .add(write);
            }
        }
        for (RowWrite write : once) {
            if (write.table().stage() == Stage.REACHED) {
                List<RowWrite> beside = rows.get(write.partition());
                boolean fits = beside != null && beside.size() < maxRows;
                var target = fits ? rows : reached;
                target.computeIfAbsent(write.partition(), partition -> new ArrayList<>())
                        .add(write);
            }
        }
        return new Plan(cut(rows.values(), maxRows), cut(reached.values(), maxRows));
    }

    private static List<RowWrite> coalesce(List<RowWrite> writes) {
        Map<Row, Upsert> upserts = new LinkedHashMap<>();
        List<RowWrite> once = new ArrayList<>();
        for (RowWrite write : writes) {
            if (write instanceof Upsert upsert) {
                upserts.merge(new Row(upsert.table(), upsert.row()), upsert, Upsert::and);
            } else if (write instanceof Delete) {
                once.add(write);
            }
        }
        once.addAll(upserts.values());
        return once;
    }

    private static List<List<RowWrite>> cut(Collection<List<RowWrite>> partitions, int maxRows) {
        List<List<RowWrite>> mutations = new ArrayList<>();
        for (List<RowWrite> partition : partitions) {
            for (int from = 0; from < partition.size(); from += maxRows) {
                mutations.add(partition.subList(from, Math.min(partition.size(), from + maxRows)));
            }
        }
        return mutations;
    }

    private record Row(Table table, List<Object> key) {}
}
