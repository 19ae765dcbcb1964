package io.parley.e2e.stores;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.data.TupleValue;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Json;
import io.parley.local.part.Site;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads Cassandra's tables whole. */
final class Tables implements AutoCloseable {

    private static final Duration TRUNCATION = Duration.ofSeconds(60);

    private final CqlSession session;

    Tables(Cluster cluster) {
        String[] address = cluster.address("cassandra").split(":", 2);
        session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
                .withLocalDatacenter(Site.DATACENTER)
                .withKeyspace(Site.KEYSPACE)
                .build();
    }

    Map<String, Row> messages() {
        return read("messages", row -> String.valueOf(row.getUuid("msg_id")), row -> {
            Row out = new Row();
            for (String column : List.of(
                    "chat_id",
                    "msg_id",
                    "chat_seq",
                    "bucket",
                    "version",
                    "sender",
                    "msg_type",
                    "content",
                    "client_msg_id",
                    "reply_to",
                    "mentions",
                    "data",
                    "key_id",
                    "event_kind",
                    "event_by",
                    "event_users",
                    "event_name")) {
                out.with(column, row.getObject(column));
            }
            String file = row.getString("file");
            return out.with(
                            "file_id",
                            file == null
                                    ? null
                                    : Json.parse(file).path("file_id").asText())
                    .with("created_at", row.getInstant("created_at"))
                    .with("edited_at", row.getInstant("edited_at"))
                    .with("deleted_at", row.getInstant("deleted_at"));
        });
    }

    Map<String, Row> reactions() {
        return read(
                "reactions",
                row -> row.getUuid("msg_id") + "/" + row.getString("emoji") + "/" + row.getString("user_id"),
                row -> new Row()
                        .with("chat_id", row.getString("chat_id"))
                        .with("version", row.getObject("version"))
                        .with("reacted_at", row.getInstant("reacted_at")));
    }

    Map<String, Row> chats() {
        return read("chats", row -> String.valueOf(row.getString("chat_id")), row -> new Row()
                .with("type", row.getString("type"))
                .with("name", row.getString("name"))
                .with("created_at", row.getInstant("created_at"))
                .with("created_by", row.getString("created_by"))
                .with("members", row.getObject("members")));
    }

    Map<String, Row> members() {
        return read("members", row -> row.getString("chat_id") + "/" + row.getString("user_id"), row -> new Row()
                .with("role", row.getString("role"))
                .with("muted", row.getBoolean("muted"))
                .with("blocked", row.getBoolean("blocked"))
                .with("version", row.getObject("version"))
                .with("spans", spans(row.getList("spans", TupleValue.class))));
    }

    Map<String, Row> blocks() {
        return read("blocks", row -> row.getString("user_id") + "/" + row.getString("blocked"), row -> new Row()
                .with("blocked_at", row.getInstant("blocked_at")));
    }

    Map<String, Row> marks() {
        return read("marks", row -> row.getString("chat_id") + "/" + row.getString("user_id"), row -> new Row()
                .with("delivered", row.getUuid("delivered"))
                .with("delivered_at", row.getInstant("delivered_at"))
                .with("read", row.getUuid("read"))
                .with("read_at", row.getInstant("read_at")));
    }

    /** Unread counts by user and chat, of chats that the user is in. */
    Map<String, String> unread() {
        Map<String, String> counts = new TreeMap<>();
        for (com.datastax.oss.driver.api.core.cql.Row row :
                session.execute("SELECT user_id, chat_id, unread, role FROM chats_by_user")) {
            if (row.getString("role") != null) {
                counts.put(
                        row.getString("user_id") + "/" + row.getString("chat_id"),
                        String.valueOf(row.getInt("unread")));
            }
        }
        return counts;
    }

    private static List<String> spans(@Nullable List<TupleValue> spans) {
        return spans == null
                ? List.of()
                : spans.stream()
                        .map(span -> span.getLong(0) + ".." + (span.isNull(1) ? null : span.getLong(1)))
                        .toList();
    }

    private Map<String, Row> read(
            String table,
            Function<com.datastax.oss.driver.api.core.cql.Row, String> key,
            Function<com.datastax.oss.driver.api.core.cql.Row, Row> value) {
        Map<String, Row> rows = new TreeMap<>();
        for (com.datastax.oss.driver.api.core.cql.Row row : session.execute("SELECT * FROM " + table)) {
            rows.put(key.apply(row), value.apply(row));
        }
        return rows;
    }

    /** Empties every table; a truncation asks all nodes and takes its time. */
    void truncate() {
        session.getMetadata()
                .getKeyspace(Site.KEYSPACE)
                .orElseThrow()
                .getTables()
                .keySet()
                .forEach(table -> session.execute(SimpleStatement.newInstance("TRUNCATE " + table.asCql(true))
                        .setTimeout(TRUNCATION)));
    }

    @Override
    public void close() {
        session.close();
    }
}
