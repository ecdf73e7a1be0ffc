package gesso.deploy.bench;

import gesso.deploy.db.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What PostgreSQL stores of the same rows, with the same indexes, when nothing but JDBC batches
 * asks it to: the yardstick of a whole system's durable edits.
 */
final class PlainBatches {
    private static final int ROWS = 100_000;
    private static final int WARM_ROWS = 20_000;

    /** Everything but the transaction id, which is the writing transaction's own. */
    private static final String COLUMNS =
            "ordering, persistence_id, sequence_number, deleted, writer, write_timestamp, adapter_manifest,"
                    + " event_ser_id, event_ser_manifest, event_payload, canvas, at, client, op, step, by";

    private PlainBatches() {}

    /**
     * Copies the newest rows of the journal into a table of the same shape, one connection, one
     * commit for each batch.
     *
     * @param data folder of a Gesso that runs
     * @return rows a second
     */
    static double rowsPerSecond(Path data, int batch) throws IOException, SQLException {
        var url = Files.readString(data.resolve("database.url"));
        try (var connection = Database.parse(url).connect()) {
            try (var make = connection.createStatement()) {
                make.execute("CREATE TABLE plain_journal (LIKE event_journal INCLUDING ALL)");
            }
            connection.setAutoCommit(false);
            return copy(connection, batch);
        }
    }

    private static double copy(Connection connection, int batch) throws SQLException {
        var began = System.nanoTime();
        int copied = 0;
        var marks = "?, ".repeat(COLUMNS.split(",").length - 1) + "?";
        try (var read =
                        connection.prepareStatement(
                                "SELECT %s FROM event_journal ORDER BY ordering DESC LIMIT %d"
                                        .formatted(COLUMNS, ROWS));
                var write =
                        connection.prepareStatement(
                                "INSERT INTO plain_journal (%s) VALUES (%s)"
                                        .formatted(COLUMNS, marks));
                var rows = read.executeQuery()) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    write.setObject(i, rows.getObject(i));
                }
                write.addBatch();
                if (++copied % batch == 0) {
                    write.executeBatch();
                    connection.commit();
                }
                if (copied == WARM_ROWS) {
                    began = System.nanoTime();
                }
            }
        }
        return (copied - WARM_ROWS) / ((System.nanoTime() - began) / 1e9);
    }
}
