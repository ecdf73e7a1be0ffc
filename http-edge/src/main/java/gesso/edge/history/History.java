package gesso.edge.history;

import gesso.edge.database.Database;
import gesso.edge.history.HistoryQuery.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads a canvas's journal part by part: memory stays the same however long the history is, and no
 * transaction stays open between two parts. Thread-safe.
 */
final class History {
    /**
     * Some rows, written.
     *
     * @param next where the next part begins
     * @param rows that were written
     * @param ended nothing more comes up to the instant that was asked for
     * @param widgetsCame the canvas has got widgets in this part
     */
    record Part(ByteString bytes, Place next, long rows, boolean ended, boolean widgetsCame) {}

    /**
     * What a part is asked for.
     *
     * @param widgets of the apps that are asked for; empty where no app is
     * @param until exclusive
     * @param left rows, 0 for all
     */
    record Wanted(HistoryQuery query, Set<String> widgets, Place after, long until, long left) {

        /** What was read already is not looked at again: before this, or after {@link #to}. */
        long from() {
            return switch (query.order()) {
                case ASC -> Math.max(query.from(), after.at());
                case DESC -> query.from();
            };
        }

        long to() {
            long closed = Math.min(query.to(), until);
            return switch (query.order()) {
                case ASC -> closed;
                case DESC -> after.at() < closed ? after.at() + 1 : closed;
            };
        }
    }

    private final Database database;
    private final HistoryLimits limits;

    History(Database database, HistoryLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /** Widgets of these apps that the canvas has ever had. */
    CompletionStage<Set<String>> widgets(String canvas, Set<String> apps) {
        return database.with(sql ->
                Set.copyOf(
                        sql.createQuery(WIDGETS)
                                .bind("id", "c|" + canvas)
                                .bind("apps", apps.toArray(String[]::new))
                                .mapTo(String.class)
                                .list()));
    }

    /** Whether anything has happened after this instant. */
    CompletionStage<Boolean> hasNews(String canvas, long after) {
        return database.with(sql ->
                sql.createQuery(NEWS)
                        .bind("canvas", canvas)
                        .bind("after", after)
                        .mapTo(Boolean.class)
                        .one());
    }

    CompletionStage<Part> part(String canvas, HistoryFormat format, Wanted wanted) {
        // In a transaction rows are fetched as they are read; it never lasts longer than a part.
        return database.transaction(sql -> read(sql, canvas, format, wanted));
    }

    private Part read(Handle sql, String canvas, HistoryFormat format, Wanted wanted) {
        var query = wanted.query();
        var from = wanted.after();
        long most =
                wanted.left() == 0 ? limits.partRows() : Math.min(limits.partRows(), wanted.left());
        boolean ofApps = !query.apps().isEmpty();
        try (var statement =
                        events(sql, query)
                                .bind("canvas", canvas)
                                .bind("from", wanted.from())
                                .bind("to", wanted.to())
                                .bind("at", from.at())
                                .bind("of", from.of())
                                .bind("rev", from.rev())
                                .bind("revFrom", query.revFrom())
                                .bind("revTo", query.revTo())
                                .bind("ofs", query.of().toArray(String[]::new))
                                .bind("ofApps", ofApps)
                                .bind("widgets", wanted.widgets().toArray(String[]::new))
                                .bind("bys", query.by().toArray(String[]::new))
                                .bind("types", query.types().toArray(String[]::new))
                                .bind("manifests", manifests(query))
                                .bind("part", most)
                                .setFetchSize(limits.fetch());
                var rows = statement.map((row, _) -> row(canvas, row)).iterator()) {
            var out = new Lines();
            long read = 0;
            long written = 0;
            boolean widgetsCame = false;
            var last = from;
            while (rows.hasNext() && out.length() < limits.partBytes()) {
                var row = rows.next();
                last = row.place();
                read++;
                widgetsCame |= row.type().equals("widget-added");
                // By its newest type, which the stored name may not tell.
                if (query.types().isEmpty() || query.types().contains(row.type())) {
                    format.row(out, row);
                    written++;
                }
            }
            boolean ended = !rows.hasNext() && read < most;
            return new Part(out.take(), last, written, ended, widgetsCame);
        }
    }

    private static Query events(Handle sql, HistoryQuery wanted) {
        var chain = wanted.correlation();
        var events = EVENTS.formatted(chain.isPresent() ? CHAIN : "");
        var query =
                sql.createQuery(
                        switch (wanted.order()) {
                            case ASC -> events + OLDEST_FIRST;
                            case DESC -> events + NEWEST_FIRST;
                        });
        return chain.map(one -> query.bind("correlation", one)).orElse(query);
    }

    private static HistoryRow row(String canvas, ResultSet row) throws SQLException {
        return HistoryRow.of(
                canvas,
                new Place(row.getLong("at"), row.getString("of"), row.getLong("sequence_number")),
                row.getString("event_ser_manifest"),
                row.getBytes("event_payload"),
                row.getString("app"));
    }

    /** The order is (at, of, rev): the index gives it by (canvas, at), ties are sorted. */
    private static final String EVENTS =
            """
            SELECT event.*, CASE WHEN event_ser_manifest LIKE 'widget.emitted.%%' THEN coalesce(
                (SELECT app FROM widget_place place
                    WHERE place.canvas = :canvas AND place.widget = of),
                (SELECT convert_from(added.event_payload, 'UTF8')::jsonb #>> '{data,appId}'
                    FROM event_journal added WHERE added.persistence_id = 'c|' || :canvas
                    AND added.event_ser_manifest LIKE 'canvas.widget-added.%%'
                    AND convert_from(added.event_payload, 'UTF8')::jsonb #>> '{data,widget}' = of
                    LIMIT 1)) END AS app
            FROM (
                SELECT at, sequence_number, event_ser_manifest, event_payload,
                       CASE WHEN length(persistence_id) = length(canvas) + 2 THEN 'canvas'
                            ELSE substr(persistence_id, length(canvas) + 4) END COLLATE "C" AS of
                FROM event_journal
                WHERE canvas = :canvas AND at >= :from AND at < :to %s
                  AND sequence_number >= :revFrom AND sequence_number < :revTo
                  AND (cardinality(:bys::text[]) = 0 OR by = ANY(:bys::text[]))
                  AND (cardinality(:types::text[]) = 0
                       OR regexp_replace(event_ser_manifest, '[.][0-9]+$', '') = ANY(:manifests::text[])
                       OR (event_ser_manifest = 'widget.emitted.1' AND convert_from(event_payload,
                           'UTF8')::jsonb #>> '{data,type}' = ANY(:types::text[])))
            ) event
            WHERE (cardinality(:ofs::text[]) = 0 OR of = ANY(:ofs::text[]))
              AND (NOT :ofApps OR of = ANY(:widgets::text[]))
            """;

    private static final String OLDEST_FIRST =
            """
              AND (at, of, sequence_number) > (:at, :of, :rev)
            ORDER BY at, of, sequence_number LIMIT :part
            """;
    private static final String NEWEST_FIRST =
            """
              AND (at, of, sequence_number) < (:at, :of, :rev)
            ORDER BY at DESC, of DESC, sequence_number DESC LIMIT :part
            """;

    /** Of events from before there is no column: then only the chain's start is found. */
    static final String CHAIN =
            " AND (correlation = :correlation OR (op = :correlation AND correlation IS NULL))";

    private static final String WIDGETS =
            """
            SELECT DISTINCT event #>> '{data,widget}' FROM (
                SELECT convert_from(event_payload, 'UTF8')::jsonb AS event FROM event_journal
                WHERE persistence_id = :id AND event_ser_manifest LIKE 'canvas.widget-added.%'
            ) added
            WHERE event #>> '{data,appId}' = ANY(:apps::text[])
            """;

    private static final String NEWS =
            "SELECT EXISTS (SELECT FROM event_journal WHERE canvas = :canvas AND at > :after)";

    /**
     * What is stored under these wire names. Types that an upcaster has given a new name must be
     * looked for under the old one as well.
     */
    private static String[] manifests(HistoryQuery query) {
        return query.types().stream()
                .flatMap(type -> Stream.of(type, "canvas." + type, "widget." + type))
                .toArray(String[]::new);
    }
}
