package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gesso.cluster.TestCluster;
import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.JournalEvent;
import gesso.cluster.journal.JournalImport;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.canvas.CanvasCommand.Rename;
import gesso.protocol.entity.OperationReply.Accepted;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A canvas from one database to another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalImportTest {
    private static final int EDITS = 150;

    private final TestDatabase there = TestDatabase.fresh();
    private final TestDatabase here = TestDatabase.fresh();
    private final Random random = new Random(11);
    private TestCluster theirs;
    private TestCluster ours;

    private record Row(String id, JournalEntry entry) {}

    @BeforeAll
    void start() {
        theirs = new TestCluster(there);
        ours = new TestCluster(here);
    }

    @AfterAll
    void stop() {
        theirs.close();
        ours.close();
    }

    @RepeatedTest(4)
    @DisplayName(
            "[Z7] [CL-IM1] a canvas that has come is what it was at every instant, and lives on")
    void same() throws SQLException {
        var scene = new LongAgo(theirs, random, EDITS);
        var operation = TestCluster.operation("ann", TestCluster.fresh(), 0, new Rename("Once"));
        assertThat(theirs.execute(theirs.canvas(scene.canvas), operation))
                .isInstanceOf(Accepted.class);
        var rows = rows(scene.canvas);
        bring(scene.canvas, rows);
        assertThat(rows(here, scene.canvas)).isEqualTo(rows);
        for (int i = 0; i < 40; i++) {
            long instant = scene.instants.get(random.nextInt(scene.instants.size()));
            assertThat(seek(ours, scene.canvas, instant))
                    .isEqualTo(seek(theirs, scene.canvas, instant));
        }
        ours.execute(ours.canvas(scene.canvas), operation);
        assertThat(rows(here, scene.canvas)).as("a resend").isEqualTo(rows);
        ours.accepted(ours.canvas(scene.canvas), "ann", new Rename("Goes on here"));
        assertThat(rows(here, scene.canvas)).hasSize(rows.size() + 1);
    }

    @Test
    @DisplayName("[CL-IM2] what was here is never changed, and what does not follow leaves nothing")
    void refused() throws SQLException {
        var scene = new LongAgo(theirs, random, 20);
        var rows = rows(scene.canvas);
        var gap = new ArrayList<>(rows);
        gap.remove(3);
        assertThatThrownBy(() -> bring(scene.canvas, gap))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must come");
        assertThatThrownBy(() -> bring(Ids.fresh(), rows))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rows(here, scene.canvas)).isEmpty();
        bring(scene.canvas, rows);
        try (var sql = here.dataSource().getConnection();
                var again = JournalImport.begin(sql, scene.canvas)) {
            assertThat(again.isThere()).isTrue();
        }
        assertThatThrownBy(() -> bring(scene.canvas, rows)).isInstanceOf(SQLException.class);
        assertThat(rows(here, scene.canvas)).isEqualTo(rows);
    }

    @Test
    @DisplayName("[CL-S18] [CL-IM1] who asked before it came, and goes on asking, sees it soon")
    void askedBefore() throws SQLException {
        var scene = new LongAgo(theirs, random, 20);
        var key = ours.canvas(scene.canvas);
        assertThat(ours.read(key, "ann", 0)).isInstanceOf(ReadReply.Refused.class);
        bring(scene.canvas, rows(scene.canvas));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ours.read(key, "ann", 0) instanceof ReadReply.State);
    }

    @Test
    @DisplayName("[CL-IM4] the past of other canvases is read while a long import is under way")
    void beside() throws SQLException {
        var scene = new LongAgo(theirs, random, 20);
        bring(scene.canvas, rows(scene.canvas));
        try (var sql = here.dataSource().getConnection();
                var _ = JournalImport.begin(sql, Ids.fresh());
                var writes = sql.createStatement()) {
            writes.execute("LOCK TABLE event_journal IN ROW EXCLUSIVE MODE");
            long instant = scene.instants.getLast();
            assertThat(seek(ours, scene.canvas, instant))
                    .isEqualTo(seek(theirs, scene.canvas, instant));
        }
    }

    @Test
    @DisplayName("[CL-IM3] an event of another canvas is as late as ever meanwhile")
    void late() throws SQLException {
        try (var sql = here.dataSource().getConnection();
                var bringing = JournalImport.begin(sql, Ids.fresh());
                var insert = sql.createStatement()) {
            assertThat(bringing.isThere()).isFalse();
            assertThatThrownBy(() ->
                            insert.execute(
                                    """
                                    INSERT INTO event_journal (persistence_id, sequence_number,
                                        writer, event_ser_id, event_ser_manifest, event_payload,
                                        canvas, at, client, op, step, by)
                                    VALUES ('c|other', 1, 'w', 1, 'canvas.created.1', '',
                                        'other', 5, 'c', 'o', 0, 'u')
                                    """))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("too late");
        }
    }

    private void bring(String canvas, List<Row> rows) throws SQLException {
        try (var sql = here.dataSource().getConnection();
                var bringing = JournalImport.begin(sql, canvas)) {
            for (var row : rows) {
                bringing.add(row.id(), row.entry());
            }
            bringing.commit();
        }
    }

    private List<Row> rows(String canvas) throws SQLException {
        return rows(there, canvas);
    }

    private static List<Row> rows(TestDatabase database, String canvas) throws SQLException {
        try (var sql = database.dataSource().getConnection()) {
            return rows(sql, canvas);
        }
    }

    private static List<Row> rows(Connection sql, String canvas) throws SQLException {
        var rows = new ArrayList<Row>();
        try (var query =
                sql.prepareStatement(
                        """
                        SELECT persistence_id, sequence_number, event_ser_manifest, event_payload
                        FROM event_journal WHERE canvas = ?
                        ORDER BY at, persistence_id, sequence_number
                        """)) {
            query.setString(1, canvas);
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(
                            new Row(
                                    found.getString(1),
                                    new JournalEntry(
                                            found.getLong(2),
                                            JournalEvent.read(
                                                    found.getString(3), found.getBytes(4)))));
                }
            }
        }
        return rows;
    }

    private static String seek(TestCluster cluster, String canvas, long instant) {
        return Json.text(((ReadReply.State) cluster.at(canvas, "ann", instant)).data());
    }
}
