package gesso.cluster.feed;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.journal.PersistenceIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the things are called that events name by their ids only: widgets by their titles, and what
 * is in them by its first words.
 */
final class Subjects {
    /** Patterns of the events that give something its words. */
    static final List<String> MANIFESTS =
            List.of(
                    "canvas.widget-renamed.%",
                    "todo.created.%",
                    "todo.edited.%",
                    "todo.list-added.%",
                    "todo.list-renamed.%",
                    "calendar.created.%",
                    "calendar.edited.%",
                    "chat.posted.%",
                    "chat.edited.%");

    /** UTF-16 units of one line. */
    private static final int WORDS_MAX = 120;

    private static final List<String> KEYS = List.of("title", "text", "name");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String PUT =
            """
            INSERT INTO activity_subject (canvas, widget, item, words) VALUES (?, ?, ?, ?)
            ON CONFLICT (canvas, widget, item) DO UPDATE SET words = excluded.words
            """;

    private final Statements sql;

    Subjects(Connection connection) {
        this.sql = new Statements(connection);
    }

    /** Of a widget's own event. */
    void ofWidget(String canvas, FeedRow row) throws SQLException {
        var widget = PersistenceIds.widgetOf(row.persistenceId());
        if (widget == null || row.payload() == null) {
            return;
        }
        var data = row.stored().data();
        var id = data.path("id").asText();
        var words = wordsOf(data);
        if (!id.isEmpty() && !words.isEmpty()) {
            sql.run(PUT, canvas, widget, id, words);
        }
    }

    void title(String canvas, String widget, String title) throws SQLException {
        sql.run(PUT, canvas, widget, "", line(title));
    }

    void comment(String canvas, String comment, String text) throws SQLException {
        sql.run(PUT, canvas, "", comment, line(text));
    }

    private static String wordsOf(JsonNode data) {
        for (var key : KEYS) {
            if (data.path(key).isTextual() && !data.path(key).asText().isBlank()) {
                return line(data.path(key).asText());
            }
        }
        return "";
    }

    private static String line(String text) {
        var one = SPACE.matcher(text.strip()).replaceAll(" ");
        if (one.length() <= WORDS_MAX) {
            return one;
        }
        int end = WORDS_MAX - 1;
        return one.substring(0, Character.isHighSurrogate(one.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }
}
