package gesso.edge.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.database.Database;
import gesso.edge.http.Problem;
import gesso.protocol.HybridClock;
import gesso.protocol.Ids;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EventView;
import gesso.protocol.journal.EventCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a chat out of its journal: who sent what, with all that has become of it. A message
 * changes only as long as it is among the newest, so what changed a page stands within a stretch
 * behind it; nothing else of the journal is read.
 */
final class MessagePages {
    /** No fewer than the messages that the backend keeps: past so many a message is fixed. */
    static final int CHANGEABLE = 500;

    /** Changes read at once, and in all for one page. */
    private static final int PART = 1_000;

    private static final int CHANGES_MAX = 100_000;

    /**
     * @param next where the next page begins, away from where the reading began; null at the end
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Listing(List<? extends JsonNode> items, @Nullable String next) {
        static final Listing EMPTY = new Listing(List.of(), null);
    }

    /**
     * Where a page begins: beside a message.
     *
     * @param millis when it was sent; absent when only its id was given
     */
    record Cursor(@Nullable Long millis, String id) {

        static Cursor of(JsonNode message) {
            var at = Instant.parse(message.path("createdAt").asText());
            return new Cursor(at.toEpochMilli(), message.path("id").asText());
        }

        static Optional<Cursor> parse(String text) {
            int split = text.indexOf('~');
            var id = text.substring(split + 1);
            if (!Ids.isWidget(id)) {
                return Optional.empty();
            }
            if (split < 0) {
                return Optional.of(new Cursor(null, id));
            }
            try {
                var at = Instant.parse(text.substring(0, split));
                return Optional.of(new Cursor(at.toEpochMilli(), id));
            } catch (DateTimeException | ArithmeticException notATime) {
                return Optional.empty();
            }
        }

        boolean isOf(Cursor other) {
            return id.equals(other.id) && (other.millis == null || other.millis.equals(millis));
        }

        String text() {
            return millis == null ? id : Instant.ofEpochMilli(millis) + "~" + id;
        }
    }

    private record Row(long rev, EventView event) {}

    private final Database database;
    private final String canvas;
    private final String widget;
    private final String entity;

    MessagePages(Database database, String canvas, String widget) {
        this.database = database;
        this.canvas = canvas;
        this.widget = widget;
        this.entity = "c|" + canvas + "|" + widget;
    }

    /** The messages before this one, the oldest first. */
    CompletionStage<Listing> before(Cursor cursor, int limit) {
        return database.with(sql -> {
            var at = revision(sql, cursor);
            if (at.isEmpty()) {
                return Listing.EMPTY;
            }
            var rows = posted(sql, 0, at.get(), "DESC", limit + 1, 0);
            boolean more = rows.size() > limit;
            var page = rows.subList(0, Math.min(limit, rows.size())).reversed();
            return listing(sql, page, more ? page.getFirst() : null);
        });
    }

    /** The messages after this one, or all from the first one on. */
    CompletionStage<Listing> after(Optional<Cursor> cursor, int limit) {
        return database.with(sql -> {
            var at = cursor.isEmpty() ? Optional.of(0L) : revision(sql, cursor.get());
            if (at.isEmpty()) {
                return Listing.EMPTY;
            }
            var rows = posted(sql, at.get(), Long.MAX_VALUE, "ASC", limit + 1, 0);
            boolean more = rows.size() > limit;
            var page = rows.subList(0, Math.min(limit, rows.size()));
            return listing(sql, page, more ? page.getLast() : null);
        });
    }

    private Listing listing(Handle sql, List<Row> page, @Nullable Row edge) {
        var messages = folded(sql, page);
        return new Listing(messages, edge == null ? null : Cursor.of(edge.event().data()).text());
    }

    private List<ObjectNode> folded(Handle sql, List<Row> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        var messages = new LinkedHashMap<Long, ObjectNode>();
        page.forEach(row -> messages.put(row.rev(), MessageFold.posted(row.event().data())));
        var later = posted(sql, page.getLast().rev(), Long.MAX_VALUE, "ASC", 1, CHANGEABLE - 1);
        long end = later.isEmpty() ? Long.MAX_VALUE : later.getFirst().rev();
        var ids = page.stream().map(row -> id(row.event())).distinct().toArray(String[]::new);
        apply(sql, page.getFirst().rev() - 1, end, ids, messages);
        return List.copyOf(messages.values());
    }

    /** An id that is given again, long after, stands for the later message from then on. */
    private void apply(
            Handle sql, long after, long end, String[] ids, Map<Long, ObjectNode> messages) {
        var current = new HashMap<String, Long>();
        long done = after;
        int read = 0;
        List<Row> part;
        do {
            part = changes(sql, done, end, ids);
            for (var row : part) {
                var event = row.event();
                if (event.type().equals("chat.posted")) {
                    current.put(id(event), row.rev());
                } else {
                    messages.computeIfPresent(
                            current.getOrDefault(id(event), 0L),
                            (_, message) ->
                                    MessageFold.changed(message, event.type(), event.data()));
                }
                done = row.rev();
            }
            read += part.size();
            if (read > CHANGES_MAX) {
                throw Problem.of(Refusal.TOO_LARGE, "These messages were changed too often.")
                        .raised();
            }
        } while (part.size() == PART);
    }

    private static String id(EventView event) {
        return event.data().path("id").asText();
    }

    /** By the index over time; without a time only what the state keeps is found. */
    private Optional<Long> revision(Handle sql, Cursor cursor) {
        if (cursor.millis() == null) {
            return Optional.empty();
        }
        return sql.createQuery(
                        """
                        SELECT sequence_number FROM event_journal
                        WHERE canvas = :canvas AND at >= :from AND at < :to
                          AND persistence_id = :entity AND event_ser_manifest LIKE 'chat.posted.%'
                          AND convert_from(event_payload, 'UTF8')::jsonb #>> '{data,id}' = :id
                        ORDER BY sequence_number LIMIT 1
                        """)
                .bind("canvas", canvas)
                .bind("from", HybridClock.ofMillis(cursor.millis()))
                .bind("to", HybridClock.ofMillis(cursor.millis() + 1))
                .bind("entity", entity)
                .bind("id", cursor.id())
                .mapTo(Long.class)
                .findOne();
    }

    private List<Row> posted(
            Handle sql, long after, long before, String order, int limit, int skipped) {
        return sql.createQuery(
                        """
                        SELECT sequence_number, event_ser_manifest, event_payload
                        FROM event_journal
                        WHERE persistence_id = :entity
                          AND sequence_number > :after AND sequence_number < :before
                          AND event_ser_manifest LIKE 'chat.posted.%'
                        ORDER BY sequence_number
                        """
                                + order
                                + " OFFSET :skipped LIMIT :limit")
                .bind("entity", entity)
                .bind("after", after)
                .bind("before", before)
                .bind("skipped", skipped)
                .bind("limit", limit)
                .map((row, _) -> row(row))
                .list();
    }

    private List<Row> changes(Handle sql, long after, long end, String[] ids) {
        return sql.createQuery(
                        """
                        SELECT sequence_number, event_ser_manifest, event_payload
                        FROM event_journal
                        WHERE persistence_id = :entity
                          AND sequence_number > :after AND sequence_number <= :end
                          AND event_ser_manifest LIKE 'chat.%'
                          AND convert_from(event_payload, 'UTF8')::jsonb #>> '{data,id}'
                              = ANY(:ids::text[])
                        ORDER BY sequence_number LIMIT :part
                        """)
                .bind("entity", entity)
                .bind("after", after)
                .bind("end", end)
                .bind("ids", ids)
                .bind("part", PART)
                .map((row, _) -> row(row))
                .list();
    }

    private Row row(ResultSet row) throws SQLException {
        long rev = row.getLong("sequence_number");
        return new Row(
                rev,
                EventCodec.view(
                        widget,
                        rev,
                        row.getString("event_ser_manifest"),
                        row.getBytes("event_payload")));
    }
}
