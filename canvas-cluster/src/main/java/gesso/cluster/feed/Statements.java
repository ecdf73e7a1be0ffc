package gesso.cluster.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single statements on the feed's connection. */
record Statements(Connection connection) {

    /** How many rows it has changed. */
    int run(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = bound(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** The first column of the first row, where there is one with something in it. */
    Optional<String> text(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = bound(sql, values);
                var answer = statement.executeQuery()) {
            return answer.next() ? Optional.ofNullable(answer.getString(1)) : Optional.empty();
        }
    }

    PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
