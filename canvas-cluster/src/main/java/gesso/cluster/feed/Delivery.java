package gesso.cluster.feed;

import gesso.cluster.bus.EventBus;
import gesso.cluster.bus.EventHandler;
import gesso.cluster.journal.PersistenceIds;
import gesso.protocol.bus.BusEvent;
import gesso.protocol.bus.EventPattern;
import gesso.protocol.bus.Sources;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to one subscription, a page at a time, in the order (xid, ordering) and never past
 * the lists: where a widget lies and who is a member is known of every event. The offset row is
 * locked, and saved in the transaction of what the handler does; so whatever stops in the middle
 * has done nothing, and a second one at the same time waits. Used by one thread at a time.
 */
final class Delivery {
    private static final String REGISTER =
            """
            INSERT INTO bus_subscription (name, pattern, xid, ordering)
            SELECT ?, ?, coalesce(newest.xid, '0'), coalesce(newest.ordering, 0)
            FROM (VALUES (1)) one LEFT JOIN (
                SELECT xid, ordering FROM event_journal
                WHERE xid < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY xid DESC, ordering DESC LIMIT 1) newest ON ?
            ON CONFLICT (name) DO UPDATE SET pattern = excluded.pattern
            """;
    private static final String DUE =
            """
            SELECT ((s.xid, s.ordering) < (f.xid, f.ordering) AND s.next_try <= now()
                OR EXISTS (SELECT FROM bus_parked p WHERE p.subscription = s.name AND p.again))::text
            FROM bus_subscription s, feed_offset f WHERE s.name = ? AND f.feed = 'lists'
            """;
    private static final String LOCK =
            "SELECT xid, ordering, tries FROM bus_subscription WHERE name = ? FOR UPDATE";

    /** Nothing while the lists are made anew. */
    private static final String END =
            """
            SELECT xid, ordering, 0 AS tries FROM feed_offset
            WHERE feed = 'lists' AND (xid, ordering) > (?::xid8, ?)
            """;

    private static final String ROW =
            """
            SELECT j.xid, j.ordering, persistence_id, sequence_number, canvas, at,
                event_ser_manifest,
                CASE WHEN event_ser_manifest LIKE ANY (?) THEN event_payload END AS payload
            FROM event_journal j
            """;
    static final String PAGE =
            ROW
                    + """
                    WHERE (j.xid, j.ordering) > (?::xid8, ?) AND (j.xid, j.ordering) <= (?::xid8, ?)
                    ORDER BY j.xid, j.ordering LIMIT ?
                    """;
    private static final String ONE = ROW + "WHERE persistence_id = ? AND sequence_number = ?";
    private static final String SAVE =
            """
            UPDATE bus_subscription SET xid = ?::xid8, ordering = ?, tries = ?, error = ?,
                next_try = clock_timestamp() + ? * interval '1 millisecond'
            WHERE name = ?
            """;
    private static final String PARK =
            """
            INSERT INTO bus_parked (subscription, event, type, canvas, error)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT (subscription, event) DO UPDATE
                SET error = excluded.error, again = false
            """;
    private static final String AGAIN =
            "SELECT event FROM bus_parked WHERE subscription = ? AND again ORDER BY event LIMIT 1";
    private static final String UNPARK =
            "DELETE FROM bus_parked WHERE subscription = ? AND event = ?";
    private static final String APP =
            "SELECT app FROM widget_place WHERE widget = ? AND canvas = ?";

    private record Place(String xid, long ordering, int tries) {}

    /** What one transaction does. */
    private static final class Pass {
        final Statements sql;
        Place place;
        Duration wait = Duration.ZERO;
        @Nullable String error;
        int delivered;
        int failed;
        int parked;
        @Nullable FeedRow last;

        Pass(Statements sql, Place place) {
            this.sql = sql;
            this.place = place;
        }

        void passed(FeedRow row) {
            place = new Place(row.xid(), row.ordering(), 0);
            last = row;
        }
    }

    private final EventPattern pattern;
    private final EventHandler handler;
    private final EventBus bus;
    private final BusLimits limits;
    private final Timer lag;

    /** An event in which the handler was so slow that the database has ended the transaction. */
    private @Nullable String suspect;

    Delivery(EventPattern pattern, EventHandler handler, EventBus bus, BusLimits limits) {
        this.pattern = pattern;
        this.handler = handler;
        this.bus = bus;
        this.limits = limits;
        this.lag = Metrics.timer("gesso_projection_lag_seconds", "projection", handler.name());
    }

    /** From here on nothing is missed. Said again it changes nothing. */
    static void register(Connection connection, EventPattern pattern, EventHandler handler)
            throws SQLException {
        new Statements(connection)
                .run(
                        REGISTER,
                        handler.name(),
                        pattern.text(),
                        handler.start() == EventHandler.Start.NOW);
    }

    /** True when there may be more at once. */
    boolean step(Connection connection) throws SQLException {
        var sql = new Statements(connection);
        var due = sql.text(DUE, handler.name());
        if (due.isEmpty()) {
            register(connection, pattern, handler);
            return true;
        }
        if (!due.get().equals("true")) {
            return false;
        }
        connection.setAutoCommit(false);
        try {
            var pass = new Pass(sql, place(sql, LOCK, handler.name()).orElseThrow());
            boolean more = again(pass) | next(pass);
            flush();
            save(pass);
            connection.commit();
            count(pass);
            return more;
        } catch (SQLException | RuntimeException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** One that an operator wants to be tried again. */
    private boolean again(Pass pass) throws SQLException {
        var parked = pass.sql.text(AGAIN, handler.name());
        if (parked.isEmpty()) {
            return false;
        }
        int hash = parked.get().lastIndexOf('#');
        var row =
                rows(
                                pass.sql,
                                ONE,
                                parked.get().substring(0, hash),
                                Long.parseLong(parked.get().substring(hash + 1)))
                        .getFirst();
        var fault = attempt(pass, row);
        if (fault == null) {
            pass.sql.run(UNPARK, handler.name(), parked.get());
        } else {
            park(pass, row, fault);
        }
        return true;
    }

    private boolean next(Pass pass) throws SQLException {
        var end = place(pass.sql, END, pass.place.xid(), pass.place.ordering());
        if (end.isEmpty()) {
            return false;
        }
        var from = pass.place;
        var page =
                rows(
                        pass.sql,
                        PAGE,
                        from.xid(),
                        from.ordering(),
                        end.get().xid(),
                        end.get().ordering(),
                        limits.page());
        for (var row : page) {
            if (row.payload() != null && !handled(pass, row)) {
                return false;
            }
            pass.passed(row);
        }
        boolean more = page.size() == limits.page();
        if (!more) {
            pass.place = end.get();
        }
        return more;
    }

    /** False when the event is to be tried again. */
    private boolean handled(Pass pass, FeedRow row) throws SQLException {
        var fault = attempt(pass, row);
        if (fault == null) {
            return true;
        }
        pass.failed++;
        int tries = pass.place.tries() + 1;
        if (tries >= limits.tries()) {
            park(pass, row, fault);
            return true;
        }
        pass.place = new Place(pass.place.xid(), pass.place.ordering(), tries);
        pass.wait = limits.backoff(tries);
        pass.error = fault;
        return false;
    }

    /** Null when it is done, else why not; then nothing of it is. */
    private @Nullable String attempt(Pass pass, FeedRow row) throws SQLException {
        var connection = pass.sql.connection();
        var before = connection.setSavepoint();
        long began = System.nanoTime();
        try {
            if (id(row).equals(suspect)) {
                suspect = null;
                throw new TimeoutException("longer than " + limits.patience());
            }
            var event = event(pass.sql, row);
            if (pattern.matches(event.type())) {
                handler.handle(event, new Doing(pass.sql, event, handler.name(), bus));
                pass.delivered++;
            }
            connection.releaseSavepoint(before);
            return null;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("the node stops", stopped);
        } catch (Exception | LinkageError fault) {
            if (System.nanoTime() - began >= limits.patience().toNanos()) {
                suspect = id(row);
            }
            connection.rollback(before);
            suspect = null;
            return text(fault);
        }
    }

    private void park(Pass pass, FeedRow row, String fault) throws SQLException {
        pass.parked++;
        pass.sql.run(PARK, handler.name(), id(row), row.manifest(), row.canvas(), fault);
    }

    private BusEvent event(Statements sql, FeedRow row) throws SQLException {
        var stored = row.stored();
        var widget = PersistenceIds.widgetOf(row.persistenceId());
        var app =
                widget != null && Sources.isEmitted(stored.manifest())
                        ? sql.text(APP, widget, row.canvas()).orElse(null)
                        : null;
        return BusEvents.of(row, stored, app);
    }

    private void flush() {
        try {
            handler.flush();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("the node stops", stopped);
        } catch (Exception unkept) {
            throw new IllegalStateException(handler.name() + " could not hand on", unkept);
        }
    }

    private void save(Pass pass) throws SQLException {
        pass.sql.run(
                SAVE,
                pass.place.xid(),
                pass.place.ordering(),
                pass.place.tries(),
                pass.error,
                pass.wait.toMillis(),
                handler.name());
    }

    private void count(Pass pass) {
        add("gesso_bus_delivered_total", pass.delivered);
        add("gesso_bus_failed_total", pass.failed);
        add("gesso_bus_parked_total", pass.parked);
        if (pass.last != null) {
            var behind = Duration.between(pass.last.time().toInstant(), Instant.now());
            lag.record(behind.isNegative() ? Duration.ZERO : behind);
        }
    }

    private void add(String metric, int events) {
        Metrics.counter(metric, "subscription", handler.name()).increment(events);
    }

    private String text(Throwable fault) {
        return text(fault, limits.error());
    }

    /** For a column: what Java says of it, as far as there is room. */
    static String text(Throwable fault, int most) {
        var text = fault.getClass().getSimpleName() + ": " + fault.getMessage();
        return text.substring(0, Math.min(text.length(), most)).replace("\u0000", "");
    }

    private static String id(FeedRow row) {
        return row.persistenceId() + "#" + row.revision();
    }

    private static Optional<Place> place(Statements sql, String query, Object... values)
            throws SQLException {
        try (var statement = sql.bound(query, values);
                var answer = statement.executeQuery()) {
            return answer.next()
                    ? Optional.of(
                            new Place(
                                    answer.getString("xid"),
                                    answer.getLong("ordering"),
                                    answer.getInt("tries")))
                    : Optional.empty();
        }
    }

    private List<FeedRow> rows(Statements sql, String query, Object... values) throws SQLException {
        var all = new ArrayList<Object>();
        all.add(sql.connection().createArrayOf("text", pattern.manifests().toArray()));
        all.addAll(List.of(values));
        try (var statement = sql.bound(query, all.toArray());
                var answer = statement.executeQuery()) {
            var rows = new ArrayList<FeedRow>();
            while (answer.next()) {
                rows.add(FeedRow.of(answer));
            }
            return rows;
        }
    }
}
