package gesso.cluster.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Which apps live together: how many widgets of an app a canvas has, on how many canvases an app
 * is, and of two apps on how many canvases both are. Counted from what happened, so exact after a
 * rebuild; of people nothing is kept.
 */
final class AppUses {
    /** Changes one app's widgets on one canvas and tells whether it has come or gone with that. */
    private static final String CHANGE =
            """
            INSERT INTO app_use (canvas, app, widgets)
            SELECT canvas, app, ? FROM widget_place WHERE canvas = ? AND widget = ?
            ON CONFLICT (canvas, app) DO UPDATE SET widgets = app_use.widgets + excluded.widgets
            RETURNING app
            """;

    private static final String WIDGETS =
            "SELECT widgets FROM app_use WHERE canvas = ? AND app = ?";
    private static final String COUNT =
            """
            INSERT INTO app_count (app, canvases, widgets) VALUES (?, ?, ?)
            ON CONFLICT (app) DO UPDATE SET canvases = app_count.canvases + excluded.canvases,
                widgets = app_count.widgets + excluded.widgets
            """;

    /** With each of the other apps that are on the canvas, both ways. */
    private static final String PAIR =
            """
            INSERT INTO app_pair (app, other, canvases)
            SELECT a, b, ? FROM app_use u,
                LATERAL (VALUES (?, u.app), (u.app, ?)) AS pair (a, b)
            WHERE u.canvas = ? AND u.widgets > 0 AND u.app <> ?
            ON CONFLICT (app, other) DO UPDATE
                SET canvases = app_pair.canvases + excluded.canvases
            """;

    private static final String SOME =
            """
            SELECT string_agg(app || ' ' || widgets, ',' ORDER BY app)
            FROM app_use WHERE canvas = ? AND sign(widgets) = ?
            """;

    /**
     * What a deleted canvas has is below nothing, until it is restored: nothing happens meanwhile.
     */
    private static final String TURN =
            "UPDATE app_use SET widgets = - widgets WHERE canvas = ? AND app = ?";

    private final Statements sql;

    AppUses(Connection connection) {
        this.sql = new Statements(connection);
    }

    void come(String canvas, List<String> widgets) throws SQLException {
        for (var widget : widgets) {
            change(canvas, widget, 1);
        }
    }

    void go(String canvas, List<String> widgets) throws SQLException {
        for (var widget : widgets) {
            change(canvas, widget, -1);
        }
    }

    /** The canvas is deleted: nothing is on it any more. */
    void end(String canvas) throws SQLException {
        turn(canvas, 1);
    }

    /** It is there again, with all that it had. */
    void back(String canvas) throws SQLException {
        turn(canvas, -1);
    }

    private void turn(String canvas, int from) throws SQLException {
        var some = sql.text(SOME, canvas, from);
        if (some.isEmpty()) {
            return;
        }
        for (var one : some.get().split(",", -1)) {
            int space = one.indexOf(' ');
            var app = one.substring(0, space);
            sql.run(TURN, canvas, app);
            count(canvas, app, -from, -Integer.parseInt(one.substring(space + 1)));
        }
    }

    private void change(String canvas, String widget, int by) throws SQLException {
        var app = sql.text(CHANGE, by, canvas, widget);
        if (app.isEmpty()) {
            return;
        }
        int now = sql.text(WIDGETS, canvas, app.get()).map(Integer::parseInt).orElse(0);
        boolean turned = by > 0 ? now == 1 : now == 0;
        count(canvas, app.get(), turned ? by : 0, by);
    }

    private void count(String canvas, String app, int canvases, int widgets) throws SQLException {
        sql.run(COUNT, app, canvases, widgets);
        if (canvases != 0) {
            sql.run(PAIR, canvases, app, app, canvas, app);
        }
    }
}
