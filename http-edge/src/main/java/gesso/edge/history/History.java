package gesso.edge.history;

import gesso.edge.database.Database;
import gesso.edge.history.HistoryQuery.Place;
import gesso.protocol.entity.EventView;
import gesso.protocol.journal.EventCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.jdbi.v3.core.Handle;

/**
 * Reads the journal part by part, as fast as the reader takes it: memory stays the same however
 * long the history is, and no transaction stays open between two parts. Thread-safe.
 */
final class History {
    /** Events read at once. */
    private static final int PART = 500;

    private record Part(List<HistoryLine> lines, Optional<Place> next) {}

    private record Row(Place place, HistoryLine line) {}

    private final Database database;

    History(Database database) {
        this.database = database;
    }

    Source<HistoryLine, NotUsed> lines(String canvas, HistoryQuery query) {
        var all =
                Source.unfoldAsync(
                                Optional.of(query.after()),
                                place ->
                                        place.map(from -> part(canvas, query, from))
                                                .orElseGet(History::end))
                        .mapConcat(lines -> lines);
        return query.limit() == 0 ? all : all.take(query.limit());
    }

    private static CompletionStage<Optional<Pair<Optional<Place>, List<HistoryLine>>>> end() {
        return java.util.concurrent.CompletableFuture.completedFuture(Optional.empty());
    }

    private CompletionStage<Optional<Pair<Optional<Place>, List<HistoryLine>>>> part(
            String canvas, HistoryQuery query, Place from) {
        return database.with(sql -> read(sql, canvas, query, from))
                .thenApply(part -> Optional.of(Pair.create(part.next(), part.lines())));
    }

    /** An event that does not match by its newest type is dropped after the read. */
    private static Part read(Handle sql, String canvas, HistoryQuery query, Place from) {
        var rows =
                sql.createQuery(STATEMENT)
                        .bind("canvas", canvas)
                        .bind("from", Math.max(query.from(), from.at()))
                        .bind("to", query.to())
                        .bind("at", from.at())
                        .bind("of", from.of())
                        .bind("rev", from.rev())
                        .bind("ofs", query.of().toArray(String[]::new))
                        .bind("bys", query.by().toArray(String[]::new))
                        .bind("types", query.types().toArray(String[]::new))
                        .bind("manifests", manifests(query))
                        .bind("part", PART)
                        .map((row, _) -> new Row(place(row), HistoryLine.of(canvas, view(row))))
                        .list();
        return new Part(
                rows.stream()
                        .map(Row::line)
                        .filter(line ->
                                query.types().isEmpty() || query.types().contains(line.type()))
                        .toList(),
                rows.size() < PART ? Optional.empty() : Optional.of(rows.getLast().place()));
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getLong("at"), row.getString("of"), row.getLong("sequence_number"));
    }

    /** The order is (at, of, rev): the index gives it by (canvas, at), ties are sorted. */
    private static final String STATEMENT =
            """
            SELECT * FROM (
                SELECT at, sequence_number, event_ser_manifest, event_payload,
                       CASE WHEN length(persistence_id) = length(canvas) + 2 THEN 'canvas'
                            ELSE substr(persistence_id, length(canvas) + 4) END COLLATE "C" AS of
                FROM event_journal
                WHERE canvas = :canvas AND at >= :from AND at < :to
                  AND (cardinality(:bys::text[]) = 0 OR by = ANY(:bys::text[]))
                  AND (cardinality(:types::text[]) = 0
                       OR regexp_replace(event_ser_manifest, '[.][0-9]+$', '') = ANY(:manifests::text[])
                       OR (event_ser_manifest = 'widget.emitted.1' AND convert_from(event_payload,
                           'UTF8')::jsonb #>> '{data,type}' = ANY(:types::text[])))
            ) event
            WHERE (at, of, sequence_number) > (:at, :of, :rev)
              AND (cardinality(:ofs::text[]) = 0 OR of = ANY(:ofs::text[]))
            ORDER BY at, of, sequence_number LIMIT :part
            """;

    private static String[] manifests(HistoryQuery query) {
        return query.types().stream()
                .flatMap(type -> Stream.of(type, "canvas." + type, "widget." + type))
                .toArray(String[]::new);
    }

    private static EventView view(ResultSet row) throws SQLException {
        return EventCodec.view(
                row.getString("of"),
                row.getLong("sequence_number"),
                row.getString("event_ser_manifest"),
                row.getBytes("event_payload"));
    }
}
