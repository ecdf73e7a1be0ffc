package gesso.cluster.journal;

import com.typesafe.config.Config;
import gesso.cluster.journal.SeekPoints.Point;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One fold up to a closed instant: begins at the nearest seek point, and leaves points on a way
 * that was long. Points together are at most {@link Limits#sizeMax} times as large as the events
 * that they save. Used once, by one thread.
 */
final class Seek<T> {
    /**
     * @param spacing events from one point to the next, at least
     * @param sizeMax bytes of a point for each byte of the events since the one before, at most
     * @param waitingBytes of points that wait while events are read
     * @param fetch rows fetched at a time
     */
    record Limits(int spacing, int sizeMax, long waitingBytes, int fetch) {
        static Limits of(Config config) {
            return new Limits(
                    config.getInt("spacing"),
                    config.getInt("size-max"),
                    config.getBytes("waiting-bytes"),
                    config.getInt("fetch"));
        }
    }

    private static final String EVENTS =
            """
            SELECT persistence_id, sequence_number, event_ser_manifest, event_payload
            FROM event_journal WHERE canvas = ? AND at > ? AND at <= ?
            ORDER BY at, persistence_id, sequence_number
            """;

    private static final Logger log = LoggerFactory.getLogger(Seek.class);
    private static final Counter folded = Metrics.counter("gesso_past_events_folded_total");
    private static final Counter written = Metrics.counter("gesso_seek_points_total");

    private final Connection connection;
    private final String canvas;
    private final long instant;
    private final Limits limits;
    private final PastFold<T> fold;
    private final SeekPoints points;
    private final List<Point> waiting = new ArrayList<>();

    // Since the last point
    private long events;
    private long bytes;
    private long nextPoint;

    Seek(Connection connection, String canvas, long instant, Limits limits, PastFold<T> fold) {
        this.connection = connection;
        this.canvas = canvas;
        this.instant = instant;
        this.limits = limits;
        this.nextPoint = limits.spacing();
        this.fold = fold;
        this.points = new SeekPoints(connection, canvas, fold.rules());
    }

    T run() throws SQLException {
        long place = begin();
        while (place < instant) {
            place = read(place);
            keep();
        }
        return fold.result();
    }

    /** Where the events begin that are not in the fold yet. */
    private long begin() throws SQLException {
        var nearest = points.nearest(instant);
        if (nearest.isEmpty()) {
            return -1;
        }
        long point = nearest.getAsLong();
        var canvasId = PersistenceIds.canvas(canvas);
        points.states(point, List.of(canvasId)).forEach(fold::begin);
        points.states(point, fold.entities().stream().filter(id -> !id.equals(canvasId)).toList())
                .forEach(fold::begin);
        return point;
    }

    /** Reads on until all is read, or until points wait to be kept; answers how far it came. */
    private long read(long place) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        try (var query = connection.prepareStatement(EVENTS)) {
            query.setFetchSize(limits.fetch());
            query.setString(1, canvas);
            query.setLong(2, place);
            query.setLong(3, instant);
            return read(place, query);
        } finally {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
        }
    }

    private long read(long place, PreparedStatement query) throws SQLException {
        long last = place;
        try (var rows = query.executeQuery()) {
            while (rows.next()) {
                var entry = JournalReader.entry(rows);
                long at = entry.event().origin().at();
                // Between two events of one instant there is no point.
                if (at > last && events >= nextPoint) {
                    point(last);
                    if (waiting.stream().mapToLong(Point::bytes).sum() > limits.waitingBytes()) {
                        return last;
                    }
                }
                add(rows, entry);
                last = at;
            }
        }
        if (events >= nextPoint) {
            point(instant);
        }
        return instant;
    }

    private void add(ResultSet row, JournalEntry entry) throws SQLException {
        fold.add(row.getString("persistence_id"), entry);
        events++;
        bytes += entry.event().payload().length;
        folded.increment();
    }

    private void point(long at) {
        var point = new Point(at, fold.changed());
        if (point.bytes() > limits.sizeMax() * bytes) {
            nextPoint = events * 2;
            return;
        }
        fold.kept();
        waiting.add(point);
        events = 0;
        bytes = 0;
        nextPoint = limits.spacing();
    }

    /** What cannot be kept is folded again by the next one who asks. */
    private void keep() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            points.add(waiting);
            written.increment(waiting.size());
        } catch (SQLException failed) {
            log.warn("Seek points could not be kept. canvas={}", canvas, failed);
        }
        waiting.clear();
    }
}
