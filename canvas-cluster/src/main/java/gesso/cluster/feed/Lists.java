package gesso.cluster.feed;

import gesso.cluster.journal.PersistenceIds;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.journal.EventCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the read models up to a page of events: lists of canvases, places, the registry, and what
 * AI was asked for.
 */
final class Lists {
    /** Patterns of the events of which the data is needed, in any version. */
    static final String[] MANIFESTS =
            Stream.concat(
                            Stream.of(
                                    "canvas.created.%",
                                    "canvas.renamed.%",
                                    "canvas.widget-added.%",
                                    "canvas.widget-removed.%",
                                    "canvas.widget-restored.%",
                                    "canvas.layout-loaded.%",
                                    "canvas.layout-reverted.%",
                                    "canvas.member-%",
                                    "canvas.comment-%",
                                    "app.%",
                                    "generation.%"),
                            Subjects.MANIFESTS.stream())
                    .toArray(String[]::new);

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
                deleted = coalesce(?, deleted)
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

    /** Of one person; the oldest go first. */
    private static final int TOLD_MAX = 500;

    private static final String TOLD =
            """
            INSERT INTO notification (user_id, canvas, comment, kind, by_user, text, at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, canvas, comment) DO NOTHING
            """;
    private static final String RETOLD =
            "UPDATE notification SET text = ? WHERE canvas = ? AND comment = ?";
    private static final String UNTOLD =
            "DELETE FROM notification WHERE canvas = ? AND comment = ?";
    private static final String FORGOTTEN =
            """
            DELETE FROM notification WHERE user_id = ? AND at < (
                SELECT at FROM notification WHERE user_id = ?
                ORDER BY at DESC, comment DESC OFFSET ? LIMIT 1)
            """;

    /** What a page does to one canvas, summed up. */
    private static final class Change {
        @Nullable String title;
        int widgets;
        int people;
        long revision;
        long at;
        @Nullable Boolean deleted;
    }

    private final Connection connection;
    private final AppLists apps;
    private final GenerationLists generations;
    private final AppUses uses;
    private final Subjects subjects;
    private final Map<String, Change> changes = new LinkedHashMap<>();

    private Lists(Connection connection) {
        this.connection = connection;
        this.apps = new AppLists(connection);
        this.generations = new GenerationLists(connection);
        this.uses = new AppUses(connection);
        this.subjects = new Subjects(connection);
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
            if (PersistenceIds.isGeneration(row.persistenceId())) {
                generations.apply(row);
            } else {
                apps.apply(row);
            }
            return;
        }
        var change = changes.computeIfAbsent(canvas, _ -> new Change());
        change.at = Math.max(change.at, row.at());
        if (row.ofWidget()) {
            subjects.ofWidget(canvas, row);
        } else {
            change.revision = row.revision();
            canvas(canvas, change, row);
        }
    }

    private void canvas(String canvas, Change change, FeedRow row) throws SQLException {
        if (row.manifest().startsWith("canvas.deleted.")) {
            change.deleted = true;
            uses.end(canvas);
        } else if (row.manifest().startsWith("canvas.restored.")) {
            change.deleted = false;
            uses.back(canvas);
        }
        if (row.payload() == null) {
            return;
        }
        var stored = row.stored();
        switch (EventCodec.canvas(stored.manifest(), stored.data())) {
            case CanvasEvent.Created(var title, _, _) -> {
                run(CREATE, canvas, title, row.revision(), row.time(), row.time());
                run(MEMBER, stored.origin().user(), canvas, Role.OWNER.code());
            }
            case CanvasEvent.Renamed(var title, _) -> change.title = title;
            case CanvasEvent.WidgetAdded added -> {
                change.widgets++;
                run(PLACE, added.widget(), canvas, added.appId(), row.time());
                uses.come(canvas, List.of(added.widget()));
                subjects.title(canvas, added.widget(), added.title());
            }
            case CanvasEvent.WidgetRemoved(var widget, _) -> {
                change.widgets--;
                uses.go(canvas, List.of(widget));
            }
            case CanvasEvent.WidgetRestored(var widget, _, _) -> {
                change.widgets++;
                uses.come(canvas, List.of(widget));
            }
            case CanvasEvent.LayoutLoaded loaded -> {
                change.widgets += loaded.restored().size();
                uses.come(canvas, loaded.restored());
            }
            case CanvasEvent.LayoutReverted reverted -> {
                change.widgets -= reverted.removed().size();
                uses.go(canvas, reverted.removed());
            }
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
            case CanvasEvent.WidgetRenamed(var widget, var title, _) ->
                    subjects.title(canvas, widget, title);
            case CanvasEvent.CommentAdded e -> {
                subjects.comment(canvas, e.comment(), e.text());
                for (var user : e.mentions()) {
                    told(row, canvas, user, "mention", e.comment(), e.text());
                }
                for (var user : e.answers()) {
                    told(row, canvas, user, "answer", e.comment(), e.text());
                }
            }
            case CanvasEvent.CommentEdited e -> {
                subjects.comment(canvas, e.comment(), e.text());
                run(RETOLD, e.text(), canvas, e.comment());
                for (var user : e.mentions()) {
                    told(row, canvas, user, "mention", e.comment(), e.text());
                }
            }
            case CanvasEvent.CommentRemoved(var comment) -> run(UNTOLD, canvas, comment);
            case CanvasEvent.GridConfigured _,
                    CanvasEvent.WidgetMoved _,
                    CanvasEvent.WidgetResized _,
                    CanvasEvent.WidgetLocked _,
                    CanvasEvent.WidgetRaised _,
                    CanvasEvent.WidgetUpgraded _,
                    CanvasEvent.ScreenArranged _,
                    CanvasEvent.LayoutSaved _,
                    CanvasEvent.CommentResolved _,
                    CanvasEvent.CommentRestored _,
                    CanvasEvent.LinkCreated _,
                    CanvasEvent.LinkRevoked _,
                    CanvasEvent.Deleted _,
                    CanvasEvent.Restored _ -> {}
        }
    }

    /** Nobody is told of what they did themselves, nor twice of one comment. */
    private void told(
            FeedRow row, String canvas, String user, String kind, String comment, String text)
            throws SQLException {
        var by = row.stored().origin().user();
        if (!user.equals(by)) {
            run(TOLD, user, canvas, comment, kind, by, text, row.at());
            run(FORGOTTEN, user, user, TOLD_MAX);
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

    private void run(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
