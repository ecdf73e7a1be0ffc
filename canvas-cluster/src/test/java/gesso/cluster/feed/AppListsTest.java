package gesso.cluster.feed;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.app.AppEvent;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.testing.Samples;
import gesso.protocol.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppListsTest {
    private Connection connection;
    private final List<FeedRow> rows = new ArrayList<>();

    @BeforeEach
    void start() throws SQLException {
        connection = TestDatabase.fresh().dataSource().getConnection();
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
    }

    @Test
    @DisplayName("[F4] [CL-F5] an entry shows the newest version that may run, or why none may")
    void standing() throws SQLException {
        app("todo", new AppEvent.Registered(manifest("todo", "1.0.0")));
        app("todo", new AppEvent.VersionPublished(manifest("todo", "1.1.0")));
        assertThat(entry()).isEqualTo("1.1.0 active");
        app("todo", new AppEvent.Revoked("1.1.0", "It leaks"));
        assertThat(entry()).isEqualTo("1.0.0 active");
        app("todo", new AppEvent.Suspended("We look"));
        assertThat(entry()).isEqualTo("1.0.0 suspended We look");
        app("todo", new AppEvent.VersionPublished(manifest("todo", "1.2.0")));
        assertThat(entry()).isEqualTo("1.2.0 suspended We look");
        app("todo", new AppEvent.Reinstated());
        assertThat(entry()).isEqualTo("1.2.0 active");
        app("todo", new AppEvent.Revoked(null, "All of it"));
        assertThat(entry()).isEqualTo("1.2.0 revoked All of it");
        app("todo", new AppEvent.VersionPublished(manifest("todo", "2.0.0")));
        assertThat(entry()).isEqualTo("2.0.0 active");
        assertThat(
                        one(
                                """
                                SELECT string_agg(version || '=' || coalesce(revoked_reason, ''), ' '
                                    ORDER BY revision) FROM app_version
                                """))
                .isEqualTo("1.0.0=All of it 1.1.0=It leaks 1.2.0=All of it 2.0.0=");
    }

    @Test
    @DisplayName("[CL-F5] every change has a number above those before")
    void changes() throws SQLException {
        app("todo", new AppEvent.Registered(manifest("todo", "1.0.0")));
        long first = Long.parseLong(one("SELECT change FROM app_entry"));
        app("todo", new AppEvent.Rated(5));
        assertThat(one("SELECT change FROM app_entry")).isEqualTo(Long.toString(first));
        app("todo", new AppEvent.VersionPublished(manifest("todo", "1.1.0")));
        app("todo", new AppEvent.Revoked("1.1.0", "It leaks"));
        assertThat(Long.parseLong(one("SELECT change FROM app_entry"))).isEqualTo(first + 2);
    }

    @Test
    @DisplayName("[F4] [CL-F5] one rating a person counts, the newest")
    void ratings() throws SQLException {
        app("todo", new AppEvent.Registered(manifest("todo", "1.0.0")));
        rated("ann", 5);
        rated("bob", 2);
        rated("ann", 3);
        rated("ann", 3);
        assertThat(one("SELECT ratings || ' ' || stars FROM app_count")).isEqualTo("2 5");
    }

    @Test
    @DisplayName("[F2] [CL-F5] installs and pairs follow what happens, and are the same made anew")
    void uses() throws SQLException {
        app("todo", new AppEvent.Registered(manifest("todo", "1.0.0")));
        app("chat", new AppEvent.Registered(manifest("chat", "1.0.0")));
        for (var canvas : List.of("c1", "c2", "c3")) {
            canvas(canvas, new CanvasEvent.Created("Plan", Grid.DEFAULT));
            added(canvas, "t1", "todo");
            added(canvas, "t2", "todo");
            added(canvas, "c", "chat");
        }
        assertThat(counts()).isEqualTo("chat 3 3, todo 3 6");
        assertThat(pairs()).isEqualTo("chat-todo 3, todo-chat 3");
        canvas("c1", new CanvasEvent.WidgetRemoved("c", null));
        canvas("c1", new CanvasEvent.WidgetRemoved("t1", null));
        assertThat(counts()).isEqualTo("chat 2 2, todo 3 5");
        assertThat(pairs()).isEqualTo("chat-todo 2, todo-chat 2");
        canvas("c1", new CanvasEvent.WidgetRestored("c", new Position(0, 0), null));
        assertThat(pairs()).isEqualTo("chat-todo 3, todo-chat 3");
        canvas("c2", new CanvasEvent.Deleted());
        assertThat(counts()).isEqualTo("chat 2 2, todo 2 3");
        assertThat(pairs()).isEqualTo("chat-todo 2, todo-chat 2");

        canvas("c2", new CanvasEvent.Restored());
        assertThat(counts()).isEqualTo("chat 3 3, todo 3 5");
        assertThat(pairs()).isEqualTo("chat-todo 3, todo-chat 3");
        canvas("c3", new CanvasEvent.Deleted());

        var before = counts() + pairs();
        Feed.rebuild(connection);
        assertThat(counts() + pairs()).isEmpty();
        Lists.apply(connection, rows);
        assertThat(counts() + pairs()).isEqualTo(before);
    }

    private static Manifest manifest(String id, String version) {
        var of = Samples.manifest();
        return new Manifest(
                id,
                id,
                version,
                "published",
                "/apps/" + id + "/" + version + "/remoteEntry.js",
                of.summary(),
                of.icon(),
                of.category(),
                of.author(),
                of.permissions(),
                of.sizes(),
                null,
                of.modules(),
                "sha384-" + version,
                1);
    }

    private void app(String app, AppEvent event) throws SQLException {
        happen("a|" + app, null, EventCodec.manifest(event), "ann", EventCodec.data(event));
    }

    private void rated(String user, int stars) throws SQLException {
        var event = new AppEvent.Rated(stars);
        happen("a|todo", null, EventCodec.manifest(event), user, EventCodec.data(event));
    }

    private void canvas(String canvas, CanvasEvent event) throws SQLException {
        happen("c|" + canvas, canvas, EventCodec.manifest(event), "ann", EventCodec.data(event));
    }

    private void added(String canvas, String widget, String app) throws SQLException {
        var size = new Size(2, 2);
        canvas(
                canvas,
                new CanvasEvent.WidgetAdded(
                        widget,
                        app,
                        "1.0.0",
                        "",
                        app,
                        new Position(0, 0),
                        size,
                        size,
                        size,
                        1,
                        null,
                        null));
    }

    private void happen(
            String entity,
            @Nullable String canvas,
            String manifest,
            String user,
            com.fasterxml.jackson.databind.JsonNode data)
            throws SQLException {
        var o = Json.tree(Samples.ORIGIN);
        ((com.fasterxml.jackson.databind.node.ObjectNode) o).put("user", user);
        var payload = EventCodec.encode(Json.value(o, Origin.class), data);
        int n = rows.size() + 1;
        var row = new FeedRow("1", n, entity, n, canvas, Samples.AT + n, manifest, payload);
        rows.add(row);
        Lists.apply(connection, List.of(row));
    }

    private String entry() throws SQLException {
        return one("SELECT concat_ws(' ', version, status, reason) FROM app_entry");
    }

    private String counts() throws SQLException {
        return one(
                """
                SELECT string_agg(concat_ws(' ', app, canvases, widgets), ', ' ORDER BY app)
                FROM app_count
                """);
    }

    private String pairs() throws SQLException {
        return one(
                """
                SELECT string_agg(app || '-' || other || ' ' || canvases, ', ' ORDER BY app)
                FROM app_pair WHERE canvases > 0
                """);
    }

    private String one(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
        }
    }
}
