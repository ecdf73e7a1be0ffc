package gesso.cluster.feed;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.TestCluster;
import gesso.cluster.journal.JournalSerializer;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.RemoveComment;
import gesso.protocol.canvas.CanvasCommand.RemoveMember;
import gesso.protocol.canvas.CanvasCommand.RemoveWidget;
import gesso.protocol.canvas.CanvasCommand.Rename;
import gesso.protocol.canvas.CanvasCommand.SetMember;
import gesso.protocol.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final String EMITTED =
            """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id,
                event_ser_manifest, event_payload, canvas, at, client, op, step, by)
            VALUES (?, 1, 'w', %d, 'app.registered.1', convert_to(?, 'UTF8'), null,
                (extract(epoch FROM clock_timestamp()) * 1000)::bigint * 2048, 'c', ?, 0, 'u')
            """
                    .formatted(JournalSerializer.ID);

    @Test
    @DisplayName(
            "[CL-F1] two transactions interleave: the feed skips neither and counts none twice")
    void interleaved() throws SQLException {
        var database = TestDatabase.fresh().dataSource();
        try (var early = database.getConnection();
                var late = database.getConnection();
                var reading = database.getConnection()) {
            early.setAutoCommit(false);
            late.setAutoCommit(false);
            var feed = new Feed();
            register(early, "early");
            register(late, "late");
            late.commit();
            feed.step(reading);
            assertThat(apps(reading)).as("the early one is still open").isEmpty();
            register(late, "later");
            early.commit();
            feed.step(reading);
            assertThat(apps(reading)).containsExactly("early", "late");
            late.commit();
            feed.step(reading);
            feed.step(reading);
            assertThat(apps(reading)).containsExactly("early", "late", "later");
        }
    }

    @Test
    @DisplayName("[CL-F2] two feeds at once change nothing twice")
    void twoFeeds() throws Exception {
        var database = TestDatabase.fresh().dataSource();
        try (var writing = database.getConnection()) {
            for (int i = 0; i < 300; i++) {
                register(writing, "app-" + i);
            }
        }
        var feeds = new ArrayList<Thread>();
        var failures = new ArrayList<Exception>();
        for (int i = 0; i < 3; i++) {
            feeds.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try (var reading = database.getConnection()) {
                                    new Feed().step(reading);
                                } catch (SQLException | RuntimeException failed) {
                                    synchronized (failures) {
                                        failures.add(failed);
                                    }
                                }
                            }));
        }
        for (var feed : feeds) {
            feed.join();
        }
        assertThat(failures).isEmpty();
        try (var reading = database.getConnection()) {
            assertThat(apps(reading)).hasSize(300);
        }
    }

    @Test
    @DisplayName("[CL-F4] a step costs what is new, however long the journal is")
    void longJournal() throws SQLException {
        try (var writing = TestDatabase.fresh().dataSource().getConnection()) {
            for (int i = 0; i < 3_000; i++) {
                register(writing, "app-" + i);
            }
            var feed = new Feed();
            while (feed.step(writing)) {
                assertThat(apps(writing)).isNotEmpty();
            }
            for (var analysed : List.of(false, true)) {
                if (analysed) {
                    try (var statement = writing.createStatement()) {
                        statement.execute("ANALYZE event_journal");
                    }
                }
                for (var query : List.of(Feed.ANY, Feed.READ.replace("?", "'{app.%}'"))) {
                    assertThat(plan(writing, query))
                            .contains("event_journal_feed")
                            .contains("Index Cond: ((ROW(xid, ordering) > ROW(")
                            .doesNotContain("Seq Scan on event_journal");
                }
            }
        }
    }

    private static String plan(Connection connection, String query) throws SQLException {
        var plan = new StringBuilder();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("EXPLAIN " + query)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    @Test
    @DisplayName("[Z2] [CL-F3] lists follow the journal, and are the same after they were dropped")
    void lists() throws SQLException {
        var database = TestDatabase.fresh();
        try (var cluster = new TestCluster(database)) {
            var id = cluster.shared();
            cluster.accepted(cluster.canvas(id), "ann", new Rename("Better plans"));
            cluster.accepted(cluster.canvas(id), "ann", new SetMember("eve", Role.VIEWER));
            cluster.accepted(cluster.canvas(id), "ann", new RemoveMember("bob"));
            cluster.accepted(cluster.canvas(id), "ann", new RemoveWidget("w1"));
            try (var reading = database.dataSource().getConnection()) {
                var expected = "Better plans 0 2 7 ann=owner eve=viewer";
                Awaitility.await().until(() -> summary(reading, id).equals(expected));
                Feed.rebuild(reading);
                Awaitility.await().until(() -> summary(reading, id).equals(expected));
            }
        }
    }

    @Test
    @DisplayName("[CL-F6] who is named or answered is told once, and no more of what is removed")
    void notifications() throws SQLException {
        var database = TestDatabase.fresh();
        try (var cluster = new TestCluster(database)) {
            var id = cluster.shared();
            var canvas = cluster.canvas(id);
            cluster.accepted(canvas, "ann", said("<@bob>, <@ann>, <@bob>", null, "first"));
            cluster.accepted(canvas, "bob", said("Yes, <@ann>", "first", "second"));
            cluster.accepted(canvas, "ann", said("Good", "first", "third"));
            cluster.accepted(canvas, "ann", new RemoveComment("third"));
            var expected = List.of("bob first mention", "ann second mention Yes, <@ann>");
            var told =
                    "SELECT concat_ws(' ', user_id, comment, kind,"
                            + " CASE WHEN user_id = 'ann' THEN text END)"
                            + " FROM notification ORDER BY at";
            try (var reading = database.dataSource().getConnection()) {
                Awaitility.await().until(() -> strings(reading, told).equals(expected));
                Feed.rebuild(reading);
                Awaitility.await().until(() -> strings(reading, told).equals(expected));
            }
        }
    }

    @Test
    @DisplayName("[S6] [CL-F80] what events name by ids has its newest words, also after a rebuild")
    void subjects() throws SQLException {
        var database = TestDatabase.fresh();
        try (var cluster = new TestCluster(database)) {
            var id = cluster.shared();
            var canvas = cluster.canvas(id);
            cluster.accepted(canvas, "ann", new CanvasCommand.RenameWidget("w1", "To  do"));
            cluster.accepted(canvas, "ann", said("One\n" + "x".repeat(200), null, "first"));
            var expected = List.of("first One " + "x".repeat(115) + "…", "w1 To do");
            var known =
                    "SELECT concat_ws(' ', nullif(widget, ''), nullif(item, ''), words)"
                            + " FROM activity_subject ORDER BY widget, item";
            try (var reading = database.dataSource().getConnection()) {
                Awaitility.await().until(() -> strings(reading, known).equals(expected));
                Feed.rebuild(reading);
                Awaitility.await().until(() -> strings(reading, known).equals(expected));
            }
        }
    }

    private static CanvasCommand said(String text, @Nullable String parent, String id) {
        return new CanvasCommand.Comment(text, null, null, parent, id);
    }

    private static String summary(Connection connection, String canvas) throws SQLException {
        return String.join(
                " ",
                strings(
                        connection,
                        "SELECT concat_ws(' ', title, widgets, people, revision)"
                                + " || coalesce((SELECT string_agg(' ' || user_id || '=' || role, ''"
                                + " ORDER BY user_id) FROM canvas_member m"
                                + " WHERE m.canvas = s.canvas), '')"
                                + " FROM canvas_summary s WHERE canvas = '"
                                + canvas
                                + "'"));
    }

    static void register(Connection connection, String app) throws SQLException {
        var manifest =
                Json.MAPPER.createObjectNode().put("id", app).put("title", app).put("version", "1");
        manifest.put("origin", "builtin").put("remoteEntry", "/x").put("summary", "s");
        manifest.put("icon", "i").put("category", "c").put("author", "a").put("integrity", "x");
        manifest.put("bytes", 1).putArray("permissions");
        manifest.putArray("modules");
        var sizes = manifest.putObject("sizes");
        for (var size : List.of("default", "min", "max")) {
            sizes.putObject(size).put("w", 1).put("h", 1);
        }
        var payload = Json.object();
        payload.set(
                "origin",
                Json.object()
                        .put("op", app)
                        .put("client", "c")
                        .put("user", "u")
                        .put("correlation", "x")
                        .put("sum", "s")
                        .put("at", 1));
        payload.putObject("data").set("manifest", manifest);
        try (var insert = connection.prepareStatement(EMITTED)) {
            insert.setString(1, "a|" + app);
            insert.setString(2, payload.toString());
            insert.setString(3, app);
            insert.executeUpdate();
        }
    }

    private static List<String> apps(Connection connection) throws SQLException {
        return strings(connection, "SELECT app FROM app_entry ORDER BY app");
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
