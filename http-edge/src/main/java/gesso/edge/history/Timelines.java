package gesso.edge.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gesso.edge.database.Database;
import gesso.edge.history.Timeline.Saved;
import gesso.protocol.entity.EventView;
import gesso.protocol.journal.EventCodec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Counts a canvas's journal. Each event is read once: what is closed never changes, so a few bytes
 * of each are kept here and the next reader asks for what came since. Where there is no room,
 * events pass by and are counted as they do. Thread-safe.
 */
final class Timelines {
    /** The first and the last event; each is one look at an index. */
    record Life(long birth, long last) {}

    /** Of the room for all canvases, the part that one may take. */
    private static final int SHARE = 4;

    private static final int EVENT_BYTES = 16;

    /** Rows that come at once: each is a hundred bytes, and a long past would be many trips. */
    private static final int FETCHED = 5_000;

    private final Database database;
    private final HistoryLimits limits;
    private final Cache<String, EventColumns> kept;
    private final Counter read = Metrics.counter("gesso_timeline_events_read_total");

    Timelines(Database database, HistoryLimits limits) {
        this.database = database;
        this.limits = limits;
        this.kept =
                Caffeine.newBuilder()
                        .maximumWeight(limits.timelineBytes())
                        .weigher((String _, EventColumns columns) -> columns.bytes())
                        .build();
    }

    /** Empty where there is no event. */
    CompletionStage<Optional<Life>> life(String canvas) {
        return database.with(sql ->
                sql.createQuery(LIFE)
                        .bind("canvas", canvas)
                        .map((row, _) -> new Life(row.getLong("birth"), row.getLong("last")))
                        .findFirst());
    }

    /** All before the end of the grid is closed. */
    CompletionStage<Timeline> count(String canvas, TimeGrid grid) {
        // In a transaction rows are fetched as they are read.
        return database.transaction(sql -> counted(sql, canvas, grid));
    }

    private Timeline counted(Handle sql, String canvas, TimeGrid grid) {
        var columns =
                kept.get(
                        canvas,
                        _ -> new EventColumns(limits.timelineBytes() / SHARE / EVENT_BYTES));
        synchronized (columns) {
            var fold = new TimelineFold(grid, limits.timelinePeople(), limits.timelineWidgets());
            columns.fold(grid.from(), grid.to(), fold);
            var names = new ArrayList<>(columns.saved(grid.from(), grid.to()));
            if (columns.until() < grid.to()) {
                names.addAll(pass(sql, canvas, columns, grid, fold));
                kept.put(canvas, columns);
            }
            int first = Math.max(0, names.size() - limits.timelineNames());
            return fold.end(List.copyOf(names.subList(first, names.size())));
        }
    }

    /** What the columns do not have yet goes by, into them and into the count. */
    private List<Saved> pass(
            Handle sql, String canvas, EventColumns columns, TimeGrid grid, TimelineFold fold) {
        int before = columns.size();
        var names = new ArrayList<Saved>();
        try (var query =
                        sql.createQuery(EVENTS)
                                .bind("canvas", canvas)
                                .bind("from", columns.until())
                                .bind("to", grid.to())
                                .setFetchSize(FETCHED);
                var rows = query.map((row, _) -> Row.of(canvas, row)).iterator()) {
            while (rows.hasNext()) {
                var row = rows.next();
                read.increment();
                columns.add(row.at(), row.by(), row.widget());
                boolean wanted = row.at() >= grid.from();
                if (wanted) {
                    fold.add(row.at(), row.by(), row.widget());
                }
                if (row.saved() != null) {
                    columns.add(row.saved());
                    if (wanted) {
                        names.add(row.saved());
                    }
                }
            }
        } catch (RuntimeException failed) {
            columns.back(before);
            throw failed;
        }
        columns.added(grid.to());
        return names;
    }

    private record Row(long at, String by, @Nullable String widget, @Nullable Saved saved) {
        static Row of(String canvas, ResultSet row) throws SQLException {
            long at = row.getLong(1);
            var id = row.getString(3);
            int own = canvas.length() + 3;
            byte[] layout = row.getBytes(4);
            return new Row(
                    at,
                    row.getString(2),
                    id.length() > own ? id.substring(own) : null,
                    layout == null ? null : saved(at, row.getString(5), layout));
        }

        private static Saved saved(long at, String manifest, byte[] payload) {
            var data = EventCodec.view(EventView.CANVAS, 0, manifest, payload).data();
            return new Saved(data.path("layout").asText(), data.path("name").asText(), at);
        }
    }

    private static final String LIFE =
            """
            SELECT birth.at AS birth, last.at AS last
            FROM (SELECT at FROM event_journal WHERE canvas = :canvas
                    ORDER BY at, persistence_id, sequence_number LIMIT 1) birth,
                (SELECT at FROM event_journal WHERE canvas = :canvas
                    ORDER BY at DESC, persistence_id DESC, sequence_number DESC LIMIT 1) last
            """;
    private static final String EVENTS =
            """
            SELECT at, by, persistence_id,
                CASE WHEN event_ser_manifest LIKE 'canvas.layout-saved.%' THEN event_payload END,
                event_ser_manifest
            FROM event_journal WHERE canvas = :canvas AND at >= :from AND at < :to
            ORDER BY at
            """;
}
