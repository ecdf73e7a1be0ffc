package gesso.edge.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.database.Database;
import gesso.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Ready-made questions, and those that people keep. Thread-safe. */
final class Questions {
    private static final String RESOURCE = "/gesso/edge/analysis/questions.json";
    private static final String OTHERWISE = "en";

    private final Database database;
    private final int kept;
    private final JsonNode builtin;

    Questions(Database database, int kept) {
        this.database = database;
        this.kept = kept;
        this.builtin = read();
    }

    /** What became of one that was to be kept. */
    enum Kept {
        KEPT,
        FULL,
        REUSED
    }

    List<Question> builtin(String language) {
        var all = new ArrayList<Question>();
        for (var one : builtin) {
            all.add(
                    new Question(
                            one.path("id").asText(),
                            "builtin",
                            in(language, one.path("title")),
                            in(language, one.path("about")),
                            one.path("sql").asText()));
        }
        return all;
    }

    CompletionStage<List<Question>> of(String user) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT id, title, sql FROM question WHERE owner = :user"
                                        + " ORDER BY created_at, id")
                        .bind("user", user)
                        .map((row, _) ->
                                new Question(
                                        row.getString("id"),
                                        "own",
                                        row.getString("title"),
                                        null,
                                        row.getString("sql")))
                        .list());
    }

    /** Once for each id, whatever comes again; the first one counts. */
    CompletionStage<Kept> keep(String user, Question question) {
        return database.transaction(sql -> {
            // Two at once of one person would both find room for the last one.
            sql.execute("SELECT 1 FROM account WHERE id = ? FOR UPDATE", user);
            var known =
                    sql.createQuery("SELECT owner, title, sql FROM question WHERE id = :id")
                            .bind("id", question.id())
                            .map((row, _) ->
                                    List.of(
                                            row.getString("owner"),
                                            row.getString("title"),
                                            row.getString("sql")))
                            .findOne();
            if (known.isPresent()) {
                return known.get().equals(List.of(user, question.title(), question.sql()))
                        ? Kept.KEPT
                        : Kept.REUSED;
            }
            if (count(sql, user) >= kept) {
                return Kept.FULL;
            }
            sql.createUpdate(
                            "INSERT INTO question (id, owner, title, sql)"
                                    + " VALUES (:id, :user, :title, :sql)")
                    .bind("id", question.id())
                    .bind("user", user)
                    .bind("title", question.title())
                    .bind("sql", question.sql())
                    .execute();
            return Kept.KEPT;
        });
    }

    /** False when there is none of theirs. */
    CompletionStage<Boolean> change(String user, Question question) {
        return database.with(sql ->
                sql.createUpdate(
                                        "UPDATE question SET title = :title, sql = :sql"
                                                + " WHERE id = :id AND owner = :user")
                                .bind("id", question.id())
                                .bind("user", user)
                                .bind("title", question.title())
                                .bind("sql", question.sql())
                                .execute()
                        > 0);
    }

    /** False when there is none of theirs. */
    CompletionStage<Boolean> remove(String user, String id) {
        return database.with(sql ->
                sql.createUpdate("DELETE FROM question WHERE id = :id AND owner = :user")
                                .bind("id", id)
                                .bind("user", user)
                                .execute()
                        > 0);
    }

    private static int count(Handle sql, String user) {
        return sql.createQuery("SELECT count(*) FROM question WHERE owner = :user")
                .bind("user", user)
                .mapTo(Integer.class)
                .one();
    }

    private static String in(String language, JsonNode words) {
        return words.path(language).asText(words.path(OTHERWISE).asText());
    }

    private static JsonNode read() {
        try (var in = Questions.class.getResourceAsStream(RESOURCE)) {
            return Json.parse(
                            new String(
                                    Objects.requireNonNull(in).readAllBytes(),
                                    StandardCharsets.UTF_8))
                    .orElseThrow();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
