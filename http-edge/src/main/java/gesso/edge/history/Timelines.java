package gesso.edge.history;

import gesso.edge.database.Database;
import gesso.edge.history.Timeline.Count;
import gesso.edge.history.Timeline.Saved;
import gesso.protocol.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Counts a canvas's journal: one statement, which reads each of its events once. Thread-safe. */
final class Timelines {
    /** The first and the last event; each is one look at an index. */
    record Life(long birth, long last) {}

    private final Database database;
    private final HistoryLimits limits;

    Timelines(Database database, HistoryLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /** Empty where there is no event. */
    CompletionStage<Optional<Life>> life(String canvas) {
        return database.with(sql ->
                sql.createQuery(LIFE)
                        .bind("canvas", canvas)
                        .map((row, _) -> new Life(row.getLong("birth"), row.getLong("last")))
                        .findFirst());
    }

    CompletionStage<Timeline> count(String canvas, TimeGrid grid) {
        // In a transaction rows are fetched as they are read.
        return database.transaction(sql -> counted(sql, canvas, grid));
    }

    private Timeline counted(Handle sql, String canvas, TimeGrid grid) {
        sql.execute("SET LOCAL jit = off");
        try (var query =
                        sql.createQuery(COUNTS)
                                .bind("canvas", canvas)
                                .bind("from", grid.from())
                                .bind("to", grid.to())
                                .bind("width", grid.width())
                                .bind("cellWidth", grid.cellWidth())
                                .bind("cells", grid.cellsOfBucket())
                                .bind("people", limits.timelinePeople())
                                .bind("names", limits.timelineNames())
                                .setFetchSize(limits.fetch());
                var rows = query.map((row, _) -> Row.of(row)).iterator()) {
            var fold = new Timeline.Fold(grid, limits.timelineWidgets());
            var names = new ArrayList<Saved>();
            var cell = new ArrayList<Count>();
            while (rows.hasNext()) {
                switch (rows.next()) {
                    case Row.Counted(var count) -> {
                        if (!cell.isEmpty() && cell.getLast().cell() != count.cell()) {
                            fold.cell(cell);
                            cell.clear();
                        }
                        cell.add(count);
                    }
                    case Row.Named(var saved) -> names.add(saved);
                }
            }
            if (!cell.isEmpty()) {
                fold.cell(cell);
            }
            return fold.end(List.copyOf(names));
        }
    }

    /** What the statement answers. */
    private sealed interface Row {
        record Counted(Count count) implements Row {}

        record Named(Saved saved) implements Row {}

        static Row of(ResultSet row) throws SQLException {
            int cell = row.getInt("cell");
            long n = row.getLong("n");
            return switch (row.getString("kind")) {
                case "by" ->
                        new Counted(
                                new Count.By(
                                        cell,
                                        row.getString("word"),
                                        n,
                                        row.getLong("first"),
                                        row.getLong("last")));
                case "of" -> new Counted(new Count.Of(cell, row.getString("word"), n));
                default -> {
                    var data = Json.parse(row.getString("word")).orElseThrow();
                    yield new Named(
                            new Saved(
                                    data.path("layout").asText(),
                                    data.path("name").asText(),
                                    row.getLong("first")));
                }
            };
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

    /**
     * People past the limit are counted together, so what comes out is bounded by cells, people and
     * widgets. Of layouts the newest are named.
     */
    private static final String COUNTS =
            """
            WITH counts AS MATERIALIZED (
                SELECT ((at - :from) / :width * :cells + (at - :from) % :width / :cellWidth)::int
                        AS cell,
                    by, persistence_id, count(*) AS n, min(at) AS first, max(at) AS last,
                    array_agg(json_build_object('at', at, 'data',
                            (convert_from(event_payload, 'UTF8')::jsonb -> 'data')
                                - 'places' - 'screens'))
                        FILTER (WHERE event_ser_manifest LIKE 'canvas.layout-saved.%') AS saved
                FROM event_journal
                WHERE canvas = :canvas AND at >= :from AND at < :to
                GROUP BY 1, 2, 3
            ), makers AS (
                SELECT by FROM counts GROUP BY by ORDER BY sum(n) DESC, by LIMIT :people
            )
            SELECT 'by' AS kind, cell, coalesce(makers.by, '') AS word, sum(n)::bigint AS n,
                min(first) AS first, max(last) AS last
            FROM counts LEFT JOIN makers USING (by)
            GROUP BY cell, makers.by
            UNION ALL
            SELECT 'of', cell, substr(persistence_id, length(:canvas) + 4), sum(n)::bigint, NULL, NULL
            FROM counts WHERE length(persistence_id) > length(:canvas) + 2
            GROUP BY cell, persistence_id
            UNION ALL
            (SELECT 'name', -1, one ->> 'data', 0, (one ->> 'at')::bigint, NULL
            FROM counts CROSS JOIN unnest(saved) one
            ORDER BY 5 DESC LIMIT :names)
            ORDER BY cell, first
            """;
}
