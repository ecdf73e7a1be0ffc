package gesso.edge.analysis;

import gesso.edge.database.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What may be asked about, in the words that lie with the views themselves. Thread-safe. */
final class Views {
    private static final String STATEMENT =
            """
            SELECT c.relname AS view, obj_description(c.oid, 'pg_class') AS about,
                   a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
                   col_description(c.oid, a.attnum) AS means
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE n.nspname = 'analysis' AND c.relkind = 'v'
            ORDER BY c.relname, a.attnum
            """;

    private final Database database;

    Views(Database database) {
        this.database = database;
    }

    record Column(String name, String type, String about) {}

    record View(String name, String about, List<Column> columns) {}

    private record Row(String view, String about, Column column) {}

    CompletionStage<List<View>> all() {
        return database.with(sql -> {
            var views = new LinkedHashMap<String, View>();
            sql.createQuery(STATEMENT)
                    .map((row, _) ->
                            new Row(
                                    row.getString("view"),
                                    row.getString("about"),
                                    new Column(
                                            row.getString("name"),
                                            row.getString("type"),
                                            row.getString("means"))))
                    .forEach(row ->
                            views.computeIfAbsent(
                                            row.view(),
                                            name -> new View(name, row.about(), new ArrayList<>()))
                                    .columns()
                                    .add(row.column()));
            return List.copyOf(views.values());
        });
    }
}
