package gesso.cluster.feed;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.TestCluster;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand.RemoveMember;
import gesso.protocol.canvas.CanvasCommand.Rename;
import gesso.protocol.canvas.CanvasCommand.SetMember;
import gesso.protocol.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RebuildTest {
    @Test
    @DisplayName("[Z2] [CL-F7] made anew beside the old ones, all lists are what they were")
    void same() throws SQLException {
        var database = TestDatabase.fresh();
        try (var cluster = new TestCluster(database);
                var sql = database.dataSource().getConnection()) {
            var id = cluster.shared();
            cluster.accepted(cluster.canvas(id), "ann", new Rename("Better plans"));
            cluster.accepted(cluster.canvas(id), "ann", new SetMember("eve", Role.VIEWER));
            cluster.accepted(cluster.canvas(id), "ann", new RemoveMember("bob"));
            FeedTest.register(sql, "kanban");
            caughtUp(sql);
            var before = rows(sql);
            assertThat(before.get("canvas_member")).hasSize(2);
            assertThat(before.get("app_entry")).isNotEmpty();
            execute(
                    sql,
                    "DELETE FROM canvas_member; UPDATE canvas_summary SET title = 'damaged';"
                            + " DELETE FROM app_entry; DELETE FROM widget_place");
            var told = new ArrayList<Long>();
            assertThat(Rebuild.run(sql, (read, all) -> told.add(read * 100 / all))).isTrue();
            assertThat(rows(sql)).isEqualTo(before);
            assertThat(told).isSorted().endsWith(100L);
            assertThat(one(sql, "SELECT count(*) FROM pg_namespace WHERE nspname = 'lists_anew'"))
                    .isEqualTo("0");
            cluster.accepted(cluster.canvas(id), "ann", new Rename("Goes on"));
            caughtUp(sql);
            assertThat(one(sql, "SELECT title FROM canvas_summary")).isEqualTo("Goes on");
        }
    }

    @Test
    @DisplayName("[Z2] [CL-F7] readers see full lists all the time, and what is edited meanwhile")
    void online() throws Exception {
        var database = TestDatabase.fresh();
        try (var cluster = new TestCluster(database);
                var sql = database.dataSource().getConnection();
                var looking = database.dataSource().getConnection()) {
            var id = cluster.shared();
            caughtUp(sql);
            var running = new AtomicBoolean(true);
            var seen = new ArrayList<String>();
            var editor =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; running.get(); i++) {
                                    cluster.accepted(
                                            cluster.canvas(id), "ann", new Rename("Title " + i));
                                }
                            });
            var reader =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (running.get()) {
                                    seen.add(
                                            one(
                                                    looking,
                                                    "SELECT revision || ' ' || (SELECT count(*) FROM"
                                                            + " canvas_member) FROM canvas_summary"));
                                }
                            });
            for (int i = 0; i < 5; i++) {
                assertThat(Rebuild.run(sql, (_, _) -> {})).isTrue();
            }
            running.set(false);
            editor.join();
            reader.join();
            long last = 0;
            for (var one : seen) {
                var parts = one.split(" ", 2);
                assertThat(Long.parseLong(parts[0])).as("never back").isGreaterThanOrEqualTo(last);
                assertThat(parts[1]).isEqualTo("2");
                last = Long.parseLong(parts[0]);
            }
            assertThat(seen).hasSizeGreaterThan(10);
            caughtUp(sql);
            assertThat(one(sql, "SELECT revision::text FROM canvas_summary"))
                    .isEqualTo(
                            one(
                                    sql,
                                    "SELECT max(sequence_number)::text FROM event_journal"
                                            + " WHERE persistence_id = 'c|"
                                            + id
                                            + "'"));
        }
    }

    @Test
    @DisplayName("[CL-F7] two at once do not get in each other's way: the second one does nothing")
    void once() throws SQLException {
        var database = TestDatabase.fresh();
        try (var first = database.dataSource().getConnection();
                var second = database.dataSource().getConnection()) {
            var answers = new ArrayList<Boolean>();
            assertThat(
                            Rebuild.run(
                                    first,
                                    (_, _) -> {
                                        try {
                                            answers.add(Rebuild.run(second, (_, _) -> {}));
                                        } catch (SQLException failed) {
                                            throw new AssertionError(failed);
                                        }
                                    }))
                    .isTrue();
            assertThat(answers).isNotEmpty().containsOnly(false);
        }
    }

    private static void caughtUp(Connection sql) {
        Awaitility.await()
                .until(() ->
                        one(
                                        sql,
                                        """
                                        SELECT (SELECT (xid, ordering) FROM feed_offset WHERE feed = 'lists')
                                            >= (SELECT (xid, ordering) FROM event_journal
                                                ORDER BY xid DESC, ordering DESC LIMIT 1)
                                        """)
                                .equals("t"));
    }

    /** Every row of every list, without what only says that something changed. */
    private static TreeMap<String, List<String>> rows(Connection sql) throws SQLException {
        var all = new TreeMap<String, List<String>>();
        for (var table : Rebuild.TABLES) {
            var rows = new ArrayList<String>();
            try (var statement = sql.createStatement();
                    var answer =
                            statement.executeQuery(
                                    "SELECT (to_jsonb(t) - 'change')::text FROM "
                                            + table
                                            + " t ORDER BY 1")) {
                while (answer.next()) {
                    rows.add(answer.getString(1));
                }
            }
            all.put(table, rows);
        }
        return all;
    }

    private static void execute(Connection sql, String text) throws SQLException {
        try (var statement = sql.createStatement()) {
            statement.execute(text);
        }
    }

    private static String one(Connection sql, String query) {
        try (var statement = sql.createStatement();
                var answer = statement.executeQuery(query)) {
            return answer.next() ? String.valueOf(answer.getString(1)) : "";
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
