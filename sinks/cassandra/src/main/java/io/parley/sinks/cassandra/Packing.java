package io.parley.sinks.cassandra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Mutations that the same nodes take, together in one request: a request costs a node more than a row does. Where one
 * mutation is all that a request may hold, each goes alone.
 *
 * @param most mutations in a request
 * @param mostBytes bytes of all of them; one that is larger by itself goes alone
 */
record Packing(int most, int mostBytes) {

    <T> List<List<T>> pack(List<T> mutations, Function<T, Object> nodes, ToIntFunction<T> bytes) {
        List<List<T>> requests = new ArrayList<>();
        Map<Object, Open<T>> open = new LinkedHashMap<>();
        for (T mutation : mutations) {
            int size = bytes.applyAsInt(mutation);
            Object target = most == 1 ? this : nodes.apply(mutation);
            Open<T> request = open.get(target);
            if (request == null || request.mutations.size() == most || request.bytes + size > mostBytes) {
                request = new Open<>();
                open.put(target, request);
                requests.add(request.mutations);
            }
            request.mutations.add(mutation);
            request.bytes += size;
        }
        return requests;
    }

    private static final class Open<T> {
        private final List<T> mutations = new ArrayList<>();
        private long bytes;
    }
}
