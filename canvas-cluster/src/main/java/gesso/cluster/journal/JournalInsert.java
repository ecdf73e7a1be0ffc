package gesso.cluster.journal;

import gesso.protocol.Correlations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores a batch with one statement in a transaction of its own: one round trip, and a node that
 * stops in the middle never leaves a transaction open that could commit much later.
 */
record JournalInsert(DataSource pool) {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String LATE = "GS001";

    private static final String SQL =
            """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                adapter_manifest, event_ser_id, event_ser_manifest, event_payload,
                canvas, at, client, op, step, by, correlation)
            SELECT id, revision, writer, written, '', %d, manifest, payload,
                canvas, at, client, op, step, by, correlation
            FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bytea[],
                ?::text[], ?::bigint[], ?::text[], ?::text[], ?::integer[], ?::text[],
                ?::text[])
                AS event(id, revision, writer, written, manifest, payload,
                    canvas, at, client, op, step, by, correlation)
            """
                    .formatted(JournalSerializer.ID);

    void insert(List<JournalRow> rows) throws SQLException {
        try (var connection = pool.getConnection()) {
            insert(connection, rows);
        }
    }

    static void insert(Connection connection, List<JournalRow> rows) throws SQLException {
        try (var statement = connection.prepareStatement(SQL)) {
            text(connection, statement, 1, rows, JournalRow::persistenceId);
            number(connection, statement, 2, rows, JournalRow::revision);
            text(connection, statement, 3, rows, JournalRow::writer);
            number(connection, statement, 4, rows, JournalRow::timestamp);
            text(connection, statement, 5, rows, row -> row.event().manifest());
            var payloads = rows.stream().map(row -> row.event().payload()).toArray(byte[][]::new);
            statement.setArray(6, connection.createArrayOf("bytea", payloads));
            text(connection, statement, 7, rows, JournalInsert::canvas);
            number(connection, statement, 8, rows, row -> row.event().origin().at());
            text(connection, statement, 9, rows, row -> row.event().origin().client());
            text(connection, statement, 10, rows, row -> row.event().origin().op());
            var steps = rows.stream().map(row -> row.event().step()).toArray(Integer[]::new);
            statement.setArray(11, connection.createArrayOf("int4", steps));
            text(connection, statement, 12, rows, row -> row.event().origin().user());
            text(connection, statement, 13, rows, JournalInsert::correlation);
            statement.executeUpdate();
        }
    }

    /** The database has refused a row: nothing of the statement is stored. */
    static boolean nothingStored(SQLException failed) {
        var state = failed.getSQLState();
        return state != null
                && (state.startsWith("23") || state.startsWith("22") || state.equals(LATE));
    }

    static boolean isConflict(SQLException failed) {
        return UNIQUE_VIOLATION.equals(failed.getSQLState());
    }

    static boolean isLate(SQLException failed) {
        return LATE.equals(failed.getSQLState());
    }

    private static @Nullable String canvas(JournalRow row) {
        return PersistenceIds.canvasOf(row.persistenceId());
    }

    private static @Nullable String correlation(JournalRow row) {
        return Correlations.shown(row.event().origin());
    }

    private static void text(
            Connection connection,
            PreparedStatement statement,
            int index,
            List<JournalRow> rows,
            Function<JournalRow, @Nullable String> column)
            throws SQLException {
        var values = new @Nullable String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.setArray(index, connection.createArrayOf("text", values));
    }

    private static void number(
            Connection connection,
            PreparedStatement statement,
            int index,
            List<JournalRow> rows,
            Function<JournalRow, Long> column)
            throws SQLException {
        var values = rows.stream().map(column).toArray(Long[]::new);
        statement.setArray(index, connection.createArrayOf("int8", values));
    }
}
