package io.parley.local.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.parley.local.process.ProcessRef;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs of an instance: written by its supervisor at every change, read by all other commands. */
public record RunState(
        @Nullable ProcessRef supervisor,
        boolean ready,
        @Nullable String url,
        Map<String, String> addresses,
        List<Entry> parts) {

    @JsonCreator
    public RunState(
            @Nullable ProcessRef supervisor,
            boolean ready,
            @Nullable String url,
            @Nullable Map<String, String> addresses,
            @Nullable List<Entry> parts) {
        this.supervisor = supervisor;
        this.ready = ready;
        this.url = url;
        this.addresses = addresses == null ? Map.of() : addresses;
        this.parts = parts == null ? List.of() : List.copyOf(parts);
    }

    /** One part. {@code process} is null while it has none. */
    public record Entry(
            String name,
            @Nullable ProcessRef process,
            String state,
            int port,
            String url,
            int restarts,
            @Nullable String note) {}

    /** Empty when nothing was started, or when the file is damaged: then it says nothing that could be relied on. */
    public static Optional<RunState> read(DataFolder folder) {
        try {
            return Json.read(folder.state(), RunState.class);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    public boolean supervised() {
        return supervisor != null && supervisor.alive();
    }

    public Optional<Entry> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }
}
