package gesso.cluster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Finds events again by other roads than an entity's replay. Never blocks its caller. */
public final class JournalReader {
    /**
     * One look into the index of operations for each that is asked for. OFFSET 0 keeps the planner
     * from joining with all events of a hot entity, which it takes for few until the table is
     * analysed (3,000 instead of 13,000 edits/s).
     */
    private static final String OPERATIONS =
            """
            SELECT sequence_number, event_ser_manifest, event_payload
            FROM unnest(?::text[], ?::text[]) AS asked(client, op)
                CROSS JOIN LATERAL (
                    SELECT sequence_number, event_ser_manifest, event_payload
                    FROM event_journal event
                    WHERE event.client = asked.client AND event.op = asked.op
                        AND event.persistence_id = ?
                    OFFSET 0) AS found
            ORDER BY sequence_number
            """;

    /** Revisions of which one old snapshot is kept. */
    static final long SNAPSHOT_SPAN = 10_000;

    private static final String THIN =
            """
            DELETE FROM snapshot old
            WHERE persistence_id = ? AND EXISTS (
                SELECT FROM snapshot newer
                WHERE newer.persistence_id = old.persistence_id
                    AND newer.sequence_number > old.sequence_number
                    AND newer.sequence_number / ? = old.sequence_number / ?)
                AND sequence_number < (
                    SELECT max(sequence_number) FROM snapshot newest
                    WHERE newest.persistence_id = old.persistence_id
                        AND newest.sequence_number < (
                            SELECT max(sequence_number) FROM snapshot last
                            WHERE last.persistence_id = old.persistence_id))
            """;

    private final JournalDatabase database;

    public JournalReader(JournalDatabase database) {
        this.database = database;
    }

    /** What these operations have done in this entity, in revision order. */
    public CompletionStage<Map<OperationKey, List<JournalEntry>>> operations(
            String persistenceId, Collection<OperationKey> keys) {
        return read(connection -> {
            try (var query = connection.prepareStatement(OPERATIONS)) {
                text(query, 1, keys.stream().map(OperationKey::client).toArray());
                text(query, 2, keys.stream().map(OperationKey::op).toArray());
                query.setString(3, persistenceId);
                var found = new HashMap<OperationKey, List<JournalEntry>>();
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        var entry = entry(rows);
                        found.computeIfAbsent(
                                        OperationKey.of(entry.event().origin()),
                                        _ -> new ArrayList<>())
                                .add(entry);
                    }
                }
                return found;
            }
        });
    }

    /**
     * Of the snapshots that are not among the newest two, keeps the newest of each span of
     * revisions, for seeks into the past. What fails here is done by a later call.
     */
    public void thinSnapshots(String persistenceId) {
        read(connection -> {
            try (var delete = connection.prepareStatement(THIN)) {
                delete.setString(1, persistenceId);
                delete.setLong(2, SNAPSHOT_SPAN);
                delete.setLong(3, SNAPSHOT_SPAN);
                return delete.executeUpdate();
            }
        });
    }

    /** A piece of work that may block on the database. */
    @FunctionalInterface
    public interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs on the journal's reading threads; fails at once when too many wait already. */
    public <T> CompletionStage<T> read(Query<T> query) {
        return on(database.reading(), query);
    }

    /**
     * For reads of many events: on threads of their own, so that short reads never wait for them.
     */
    public <T> CompletionStage<T> fold(Query<T> query) {
        return on(database.folding(), query);
    }

    Seek.Limits seeking() {
        return database.seeking();
    }

    /** For subscriptions of the bus. */
    public <T> CompletionStage<T> deliver(Query<T> query) {
        return on(database.delivering(), query);
    }

    /** How many subscriptions a node has threads and connections for. */
    public int subscriptionsMax() {
        return database.delivering().getMaximumPoolSize();
    }

    private <T> CompletionStage<T> on(Executor threads, Query<T> query) {
        try {
            return CompletableFuture.supplyAsync(() -> run(query), threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedStage(full);
        }
    }

    private <T> T run(Query<T> query) {
        try (var connection = database.pool().getConnection()) {
            return query.run(connection);
        } catch (SQLException failed) {
            throw new CompletionException(failed);
        }
    }

    static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getLong("sequence_number"),
                JournalEvent.read(
                        row.getString("event_ser_manifest"), row.getBytes("event_payload")));
    }

    private static void text(PreparedStatement query, int index, Object[] values)
            throws SQLException {
        query.setArray(index, query.getConnection().createArrayOf("text", values));
    }
}
