package gesso.cluster.feed;

import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.app.AppEvent;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.journal.EventCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the read models up to a page of events: lists of canvases, places, the registry. */
final class Lists {
    /** Patterns of the events of which the data is needed, in any version. */
    static final String[] MANIFESTS = {
        "canvas.created.%",
        "canvas.renamed.%",
        "canvas.widget-added.%",
        "canvas.layout-loaded.%",
        "canvas.layout-reverted.%",
        "canvas.member-%",
        "app.%"
    };

    private static final String CREATE =
            """
            INSERT INTO canvas_summary
                (canvas, title, widgets, people, revision, created_at, changed_at)
            VALUES (?, ?, 0, 1, ?, ?, ?)
            """;
    private static final String CHANGE =
            """
            UPDATE canvas_summary SET
                title = coalesce(?, title), widgets = widgets + ?, people = people + ?,
                revision = greatest(revision, ?), changed_at = greatest(changed_at, ?),
                deleted = deleted OR ?
            WHERE canvas = ?
            """;
    private static final String MEMBER =
            """
            INSERT INTO canvas_member (user_id, canvas, role) VALUES (?, ?, ?)
            ON CONFLICT (user_id, canvas) DO UPDATE SET role = excluded.role
            """;
    private static final String LEFT = "DELETE FROM canvas_member WHERE user_id = ? AND canvas = ?";
    private static final String PLACE =
            """
            INSERT INTO widget_place (widget, canvas, app, added_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (widget, canvas) DO NOTHING
            """;
    private static final String ENTRY =
            """
            INSERT INTO app_entry (app, version, origin, title, category, manifest,
                registered_at, changed_at, words)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
            ON CONFLICT (app) DO UPDATE SET version = excluded.version, origin = excluded.origin,
                title = excluded.title, category = excluded.category,
                manifest = excluded.manifest, changed_at = excluded.changed_at,
                words = excluded.words
            """;
    private static final String VERSION =
            """
            INSERT INTO app_version (app, version, manifest, revision, published_at)
            VALUES (?, ?, ?::jsonb, ?, ?)
            """;

    /** What a page does to one canvas, summed up. */
    private static final class Change {
        @Nullable String title;
        int widgets;
        int people;
        long revision;
        long at;
        boolean deleted;
    }

    private final Connection connection;
    private final Map<String, Change> changes = new LinkedHashMap<>();

    private Lists(Connection connection) {
        this.connection = connection;
    }

    static void apply(Connection connection, List<FeedRow> page) throws SQLException {
        var lists = new Lists(connection);
        for (var row : page) {
            lists.apply(row);
        }
        lists.store();
    }

    private void apply(FeedRow row) throws SQLException {
        var canvas = row.canvas();
        if (canvas == null) {
            app(row);
            return;
        }
        var change = changes.computeIfAbsent(canvas, _ -> new Change());
        change.at = Math.max(change.at, row.at());
        if (!row.ofWidget()) {
            change.revision = row.revision();
            canvas(canvas, change, row);
        }
    }

    private void canvas(String canvas, Change change, FeedRow row) throws SQLException {
        if (row.payload() == null) {
            counted(change, row.manifest());
            return;
        }
        var stored = row.stored();
        switch (EventCodec.canvas(stored.manifest(), stored.data())) {
            case CanvasEvent.Created(var title, _) -> {
                run(CREATE, canvas, title, row.revision(), row.time(), row.time());
                run(MEMBER, stored.origin().user(), canvas, Role.OWNER.code());
            }
            case CanvasEvent.Renamed(var title, _) -> change.title = title;
            case CanvasEvent.WidgetAdded added -> {
                change.widgets++;
                run(PLACE, added.widget(), canvas, added.appId(), row.time());
            }
            case CanvasEvent.LayoutLoaded loaded -> change.widgets += loaded.restored().size();
            case CanvasEvent.LayoutReverted reverted -> change.widgets -= reverted.removed().size();
            case CanvasEvent.MemberJoined(var user, var role, _) -> {
                change.people++;
                run(MEMBER, user, canvas, role.code());
            }
            case CanvasEvent.MemberRoleChanged(var user, var role, _) ->
                    run(MEMBER, user, canvas, role.code());
            case CanvasEvent.MemberRemoved(var user, _) -> {
                change.people--;
                run(LEFT, user, canvas);
            }
            case CanvasEvent.GridConfigured _,
                    CanvasEvent.WidgetMoved _,
                    CanvasEvent.WidgetResized _,
                    CanvasEvent.WidgetRemoved _,
                    CanvasEvent.WidgetRestored _,
                    CanvasEvent.WidgetLocked _,
                    CanvasEvent.WidgetRaised _,
                    CanvasEvent.WidgetRenamed _,
                    CanvasEvent.LayoutSaved _,
                    CanvasEvent.LinkCreated _,
                    CanvasEvent.LinkRevoked _,
                    CanvasEvent.Deleted _ -> {}
        }
    }

    /** Events that count by their name alone. */
    private static void counted(Change change, String manifest) {
        var type = manifest.substring(0, manifest.lastIndexOf('.'));
        switch (type) {
            case "canvas.widget-restored" -> change.widgets++;
            case "canvas.widget-removed" -> change.widgets--;
            case "canvas.deleted" -> change.deleted = true;
            default -> {}
        }
    }

    private void store() throws SQLException {
        for (var entry : changes.entrySet()) {
            var change = entry.getValue();
            run(
                    CHANGE,
                    change.title,
                    change.widgets,
                    change.people,
                    change.revision,
                    FeedRow.time(change.at),
                    change.deleted,
                    entry.getKey());
        }
    }

    private void app(FeedRow row) throws SQLException {
        var stored = row.stored();
        var manifest =
                switch (EventCodec.app(stored.manifest(), stored.data())) {
                    case AppEvent.Registered(var first) -> first;
                    case AppEvent.VersionPublished(var next) -> next;
                };
        var json = Json.text(Json.tree(manifest));
        run(
                ENTRY,
                manifest.id(),
                manifest.version(),
                manifest.origin(),
                manifest.title(),
                manifest.category(),
                json,
                row.time(),
                row.time(),
                words(manifest));
        run(VERSION, manifest.id(), manifest.version(), json, row.revision(), row.time());
    }

    private static String words(Manifest manifest) {
        return String.join(
                        " ",
                        manifest.title(),
                        manifest.summary(),
                        manifest.category(),
                        manifest.author(),
                        manifest.id())
                .toLowerCase(Locale.ROOT);
    }

    private void run(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
