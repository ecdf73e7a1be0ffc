package gesso.edge.canvas;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.database.Database;
import gesso.protocol.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Templates that people have made. One is its maker's; whoever may see the canvas that it was made
 * from sees it too, for as long as they may. Thread-safe.
 */
final class TemplateShelf {
    private static final String VISIBLE =
            """
            (owner = :user OR EXISTS (
                SELECT 1 FROM canvas_member m JOIN canvas_summary s USING (canvas)
                WHERE m.user_id = :user AND m.canvas = template.canvas AND NOT s.deleted))
            """;

    private final Database database;

    TemplateShelf(Database database) {
        this.database = database;
    }

    /**
     * One in a list.
     *
     * @param scope {@code builtin}, {@code own} or {@code shared}
     * @param name of its maker, when that is somebody else
     * @param data what was in the apps comes with it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String id,
            String title,
            String description,
            String scope,
            @Nullable String by,
            @Nullable String name,
            @Nullable String canvas,
            boolean data,
            int columns,
            JsonNode widgets,
            @Nullable String createdAt) {
        Item named(@Nullable String other) {
            return new Item(
                    id,
                    title,
                    description,
                    scope,
                    by,
                    other,
                    canvas,
                    data,
                    columns,
                    widgets,
                    createdAt);
        }
    }

    /** What is to be kept. */
    record Made(
            String id,
            String owner,
            String canvas,
            String title,
            String description,
            boolean withData,
            Template template,
            String sum) {}

    /** What became of it. */
    enum Kept {
        KEPT,
        FULL,
        REUSED
    }

    /** Once for each id, whatever comes again; the first one counts. */
    CompletionStage<Kept> keep(Made made) {
        return database.transaction(sql -> {
            var known = sum(sql, made.id());
            if (known.isPresent()) {
                return known.get().equals(made.sum()) ? Kept.KEPT : Kept.REUSED;
            }
            int mine =
                    sql.createQuery("SELECT count(*) FROM template WHERE owner = :owner")
                            .bind("owner", made.owner())
                            .mapTo(Integer.class)
                            .one();
            if (mine >= Template.PER_PERSON) {
                return Kept.FULL;
            }
            sql.createUpdate(
                            """
                            INSERT INTO template
                                (id, owner, canvas, title, description, with_data, widgets,
                                 content, sum)
                            VALUES (:id, :owner, :canvas, :title, :description, :data,
                                    :widgets::jsonb, :content::jsonb, :sum)
                            ON CONFLICT (id) DO NOTHING
                            """)
                    .bind("id", made.id())
                    .bind("owner", made.owner())
                    .bind("canvas", made.canvas())
                    .bind("title", made.title())
                    .bind("description", made.description())
                    .bind("data", made.withData())
                    .bind("widgets", Json.text(made.template().picture()))
                    .bind("content", Json.text(Json.tree(made.template())))
                    .bind("sum", made.sum())
                    .execute();
            return Kept.KEPT;
        });
    }

    CompletionStage<Optional<Template>> find(String user, String id) {
        return database.with(sql ->
                sql.createQuery("SELECT content FROM template WHERE id = :id AND " + VISIBLE)
                        .bind("id", id)
                        .bind("user", user)
                        .map((row, _) -> template(row))
                        .findOne());
    }

    CompletionStage<Optional<Item>> item(String user, String id) {
        return database.with(sql ->
                sql.createQuery("SELECT * FROM template WHERE id = :id AND " + VISIBLE)
                        .bind("id", id)
                        .bind("user", user)
                        .map((row, _) -> item(row, user))
                        .findOne());
    }

    /** The newest first. */
    CompletionStage<List<Item>> list(String user, Instant before, String id, int limit) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT * FROM template WHERE "
                                        + VISIBLE
                                        + " AND (created_at, id) < (:before, :id)"
                                        + " ORDER BY created_at DESC, id DESC LIMIT :limit")
                        .bind("user", user)
                        .bind("before", Timestamp.from(before))
                        .bind("id", id)
                        .bind("limit", limit)
                        .map((row, _) -> item(row, user))
                        .list());
    }

    /** Its maker's alone; false when there is none of theirs. */
    CompletionStage<Boolean> remove(String user, String id) {
        return database.with(sql ->
                sql.createUpdate("DELETE FROM template WHERE id = :id AND owner = :user")
                                .bind("id", id)
                                .bind("user", user)
                                .execute()
                        > 0);
    }

    private static Optional<String> sum(Handle sql, String id) {
        return sql.createQuery("SELECT sum FROM template WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    private static Template template(ResultSet row) throws SQLException {
        return Json.value(json(row, "content"), Template.class);
    }

    private static Item item(ResultSet row, String user) throws SQLException {
        boolean own = row.getString("owner").equals(user);
        return new Item(
                row.getString("id"),
                row.getString("title"),
                row.getString("description"),
                own ? "own" : "shared",
                row.getString("owner"),
                null,
                row.getString("canvas"),
                row.getBoolean("with_data"),
                json(row, "content").path("grid").path("columns").asInt(),
                json(row, "widgets"),
                row.getTimestamp("created_at").toInstant().toString());
    }

    private static JsonNode json(ResultSet row, String column) throws SQLException {
        return Json.stored(row.getString(column)).orElseThrow();
    }
}
