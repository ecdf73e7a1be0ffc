package gesso.cluster.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where folds of one canvas's past may begin: what its entities were at instants that are closed.
 * Dropping them all changes nothing but time. Never part of a transaction of the journal.
 */
final class SeekPoints {
    private static final String NEAREST =
            """
            SELECT max(at) FROM seek_point WHERE canvas = ? AND rules = ? AND at <= ?
            """;

    private static final String STATES =
            """
            SELECT asked.id, found.state
            FROM unnest(?::text[]) AS asked(id) CROSS JOIN LATERAL (
                SELECT state FROM seek_state
                WHERE canvas = ? AND rules = ? AND persistence_id = asked.id AND at <= ?
                ORDER BY at DESC LIMIT 1) AS found
            """;

    private static final String ADD_STATE =
            """
            INSERT INTO seek_state (canvas, rules, persistence_id, at, state)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String ADD_POINT =
            "INSERT INTO seek_point (canvas, rules, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    /**
     * Everything of a canvas that has changed since the point before.
     *
     * @param states by persistence id, as JSON in UTF-8
     */
    record Point(long at, Map<String, byte[]> states) {
        long bytes() {
            return states.values().stream().mapToLong(state -> state.length).sum();
        }
    }

    private final Connection connection;
    private final String canvas;
    private final String rules;

    /**
     * @param rules names all that decides how events are folded
     */
    SeekPoints(Connection connection, String canvas, String rules) {
        this.connection = connection;
        this.canvas = canvas;
        this.rules = rules;
    }

    /** The newest point that is not after this instant. */
    OptionalLong nearest(long instant) throws SQLException {
        try (var query = connection.prepareStatement(NEAREST)) {
            query.setString(1, canvas);
            query.setString(2, rules);
            query.setLong(3, instant);
            try (var rows = query.executeQuery()) {
                rows.next();
                long at = rows.getLong(1);
                return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(at);
            }
        }
    }

    /** What these entities were at a point; those that had no event until then are missing. */
    Map<String, byte[]> states(long point, Collection<String> persistenceIds) throws SQLException {
        try (var query = connection.prepareStatement(STATES)) {
            query.setArray(1, connection.createArrayOf("text", persistenceIds.toArray()));
            query.setString(2, canvas);
            query.setString(3, rules);
            query.setLong(4, point);
            var states = new LinkedHashMap<String, byte[]>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    states.put(rows.getString(1), rows.getBytes(2));
                }
            }
            return states;
        }
    }

    /** One point after the other, each whole: no point is there without all of its states. */
    void add(List<Point> points) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (var point : new ArrayList<>(points)) {
                add(point);
                connection.commit();
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void add(Point point) throws SQLException {
        try (var states = connection.prepareStatement(ADD_STATE);
                var points = connection.prepareStatement(ADD_POINT)) {
            for (var state : point.states().entrySet()) {
                states.setString(1, canvas);
                states.setString(2, rules);
                states.setString(3, state.getKey());
                states.setLong(4, point.at());
                states.setBytes(5, state.getValue());
                states.addBatch();
            }
            states.executeBatch();
            points.setString(1, canvas);
            points.setString(2, rules);
            points.setLong(3, point.at());
            points.executeUpdate();
        }
    }
}
