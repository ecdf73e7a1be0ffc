package gesso.cluster.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gesso.cluster.TestCluster;
import gesso.protocol.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JournalTableTest {
    @Test
    @DisplayName(
            "[B6] [CL-J3] an event's origin is in columns, its payload is JSON that SQL can read")
    void columns() throws SQLException {
        var database = TestDatabase.fresh();
        try (var cluster = new TestCluster(database);
                var connection = database.dataSource().getConnection()) {
            var id = cluster.shared();
            cluster.todo(id, "w1", "bob", 3, "milk");
            var stored =
                    strings(
                            connection,
                            "SELECT concat_ws(' ', persistence_id, sequence_number, canvas, client,"
                                    + " step, by, event_ser_manifest,"
                                    + " convert_from(event_payload, 'UTF8')::jsonb"
                                    + " #>> '{data,text}', correlation) FROM event_journal"
                                    + " WHERE persistence_id LIKE '%|w1'"
                                    + " AND at = (convert_from(event_payload, 'UTF8')::jsonb"
                                    + " #>> '{origin,at}')::bigint");
            assertThat(stored)
                    .containsExactly(
                            "c|"
                                    + id
                                    + "|w1 1 "
                                    + id
                                    + " u:bob 0 bob todo.created.1 milk correlation");
        }
    }

    @Test
    @DisplayName("[CL-J2] late events and any change of the journal are refused by the database")
    void guards() throws SQLException {
        try (var connection = TestDatabase.fresh().dataSource().getConnection()) {
            insert(connection, 1, 4_000);
            assertThatThrownBy(() -> insert(connection, 2, 6_000)).hasMessageContaining("too late");
            for (var change :
                    List.of(
                            "UPDATE event_journal SET op = 'x'",
                            "DELETE FROM event_journal",
                            "TRUNCATE event_journal")) {
                assertThatThrownBy(() -> run(connection, change))
                        .hasMessageContaining("only ever added to");
            }
            assertThat(strings(connection, "SELECT op FROM event_journal")).containsExactly("o1");
        }
    }

    private static void insert(Connection connection, int revision, int lateMillis)
            throws SQLException {
        run(
                connection,
                "INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id,"
                        + " event_ser_manifest, event_payload, at, client, op, step, by) VALUES"
                        + " ('x', "
                        + revision
                        + ", 'w', 1, 'm', '', (extract(epoch FROM clock_timestamp()) * 1000 - "
                        + lateMillis
                        + ")::bigint * 2048, 'c', 'o"
                        + revision
                        + "', 0, 'u')");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
