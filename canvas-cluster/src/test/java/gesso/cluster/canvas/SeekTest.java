package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.TestCluster;
import gesso.cluster.journal.CanvasJournal;
import gesso.cluster.journal.JournalDatabase;
import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.JournalReader;
import gesso.cluster.journal.PastFold;
import gesso.cluster.widget.Backends;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reads of the past that begin in the middle, beside folds of every event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeekTest {
    private static final long SEED = 7;
    private static final int SPACING = 20;
    private static final int EDITS = 500;

    private TestCluster cluster;
    private Random random;
    private String canvas;
    private List<Long> instants;

    @BeforeAll
    void live() {
        var often = Map.<String, Object>of("gesso.journal.seek.spacing", SPACING);
        cluster = new TestCluster(TestDatabase.fresh(), often);
        random = new Random(SEED);
        var scene = new LongAgo(cluster, random, EDITS);
        canvas = scene.canvas;
        instants = scene.instants;
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName(
            "[CL-I5] a seek to any instant is the fold of all events until then, byte for byte")
    void seekIsFold() {
        for (int i = 0; i < 200; i++) {
            long instant = instants.get(random.nextInt(instants.size())) + random.nextInt(3);
            assertThat(text(seek(instant))).isEqualTo(text(fold(instant).state()));
        }
        assertThat(count("seek_point")).isGreaterThan(5);
    }

    @Test
    @DisplayName("[CL-I6] a second seek reads no more events than lie between two seek points")
    void shortWay() {
        long last = instants.getLast();
        seek(last);
        long folded = fold(new Folding(last, Backends.found().rules()), last).events;
        assertThat(fold(last).events).isGreaterThan(EDITS / 2);
        assertThat(folded).isLessThan(4 * SPACING);
    }

    @Test
    @DisplayName("[CL-I7] seek points may be dropped: nothing but time changes")
    void dropped() {
        long instant = instants.get(instants.size() / 2);
        var before = text(seek(instant));
        sql(statement -> statement.executeUpdate("DELETE FROM seek_point"));
        sql(statement -> statement.executeUpdate("DELETE FROM seek_state"));
        assertThat(text(seek(instant))).isEqualTo(before);
        assertThat(count("seek_point")).isPositive();
        assertThat(text(seek(instant))).isEqualTo(before);
    }

    @Test
    @DisplayName("[CL-I8] what other rules have folded is never begun with")
    void otherRules() {
        long instant = instants.getLast();
        seek(instant);
        var other = fold(new Folding(instant, "other rules"), instant);
        assertThat(other.events).isGreaterThan(EDITS / 2);
        assertThat(text(other.state())).isEqualTo(text(seek(instant)));
    }

    private JsonNode seek(long instant) {
        return ((ReadReply.State) cluster.at(canvas, "ann", instant)).data();
    }

    /** Under a name that nobody else has, so that it begins at the first event. */
    private Folding fold(long instant) {
        return fold(new Folding(instant, Ids.fresh()), instant);
    }

    private Folding fold(Folding folding, long instant) {
        var database = JournalDatabase.get(cluster.kit.system().classicSystem());
        var journal = new CanvasJournal(new JournalReader(database), canvas);
        return journal.foldUntil(instant, () -> folding).toCompletableFuture().join();
    }

    private static String text(JsonNode tree) {
        return new String(Json.canonical(tree), StandardCharsets.UTF_8);
    }

    private long count(String table) {
        return sql(statement -> {
            try (var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private interface Work<T> {
        T on(Statement statement) throws SQLException;
    }

    private <T> T sql(Work<T> work) {
        try (var connection = cluster.database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            return work.on(statement);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** The fold of the product, counting. */
    private final class Folding implements PastFold<Folding> {
        private final CanvasPast<JsonNode> fold;
        private final String rules;
        long events;

        Folding(long instant, String rules) {
            this.fold = CanvasPast.shown(canvas, instant, Role.OWNER, Backends.found());
            this.rules = rules;
        }

        JsonNode state() {
            return fold.result();
        }

        @Override
        public String rules() {
            return rules;
        }

        @Override
        public void begin(String persistenceId, byte[] state) {
            fold.begin(persistenceId, state);
        }

        @Override
        public Collection<String> entities() {
            return fold.entities();
        }

        @Override
        public void add(String persistenceId, JournalEntry entry) {
            events++;
            fold.add(persistenceId, entry);
        }

        @Override
        public Map<String, byte[]> changed() {
            return fold.changed();
        }

        @Override
        public void kept() {
            fold.kept();
        }

        @Override
        public Folding result() {
            return this;
        }
    }
}
