package io.parley.replay.export;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** DuckDB over the files of a folder. It loads nothing from anywhere. */
final class Duck implements AutoCloseable {
    private final Connection connection;

    Duck(Path folder) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        ask("SET file_search_path = '" + folder + "'");
        ask("SET TimeZone = 'UTC'");
        ask("SET autoinstall_known_extensions = false");
    }

    /** Rows of texts, the names of the columns first. */
    List<List<String>> ask(String question) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(question)) {
                return List.of();
            }
            try (ResultSet result = statement.getResultSet()) {
                return rows(result);
            }
        }
    }

    private static List<List<String>> rows(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            names.add(result.getMetaData().getColumnLabel(i));
        }
        rows.add(names);
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(String.valueOf(result.getObject(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
