package gesso.edge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Person;
import gesso.edge.live.LiveBench;
import gesso.edge.live.ScriptedApp;
import gesso.edge.live.TestSocket;
import gesso.protocol.entity.EntityKeys;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The read models are changed as the feed does it; what the edge makes of that is real. */
class StandingTest {
    private static final String KEY = "a-key-of-more-than-thirty-two-characters";
    private LiveBench bench;
    private Person ada;

    @BeforeEach
    void start() {
        bench = LiveBench.start("gesso.edge.operator-key = " + KEY);
        ClusterSharding.get(bench.edge.system())
                .init(Entity.of(EntityKeys.APP, _ -> ScriptedApp.create()));
        ada = bench.edge.guest("Ada");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private void sql(String statement) {
        bench.edge.sql().useHandle(sql -> sql.execute(statement));
    }

    private void revoked() {
        sql(
                "UPDATE app_entry SET status = 'revoked', reason = 'It leaks',"
                        + " change = nextval('app_change') WHERE app = 'todo'");
    }

    @Test
    @DisplayName("[F4] [ED-58] open pages hear of a revocation, and a page that opens later too")
    void told() {
        var canvas = bench.canvas(ada);
        bench.widget(ada, canvas);
        var empty = bench.canvas(ada);
        var there = TestSocket.open(bench.edge, ada, canvas).join("tab-1");
        var first = there.await("registry").at("/apps/todo");
        assertThat(first.path("status").asText()).isEqualTo("active");
        var elsewhere = TestSocket.open(bench.edge, ada, empty).joined("tab-2");

        revoked();
        for (var socket : new TestSocket[] {there, elsewhere}) {
            var todo =
                    socket.await(frame -> frame.at("/apps/todo/status").asText().equals("revoked"))
                            .at("/apps/todo");
            assertThat(todo.path("reason").asText()).isEqualTo("It leaks");
        }
        var late = TestSocket.open(bench.edge, ada, canvas).join("tab-3");
        assertThat(late.await("registry").at("/apps/todo/status").asText()).isEqualTo("revoked");
    }

    @Test
    @DisplayName("[F4] [ED-58] a hundred apps that are no news to others keep nothing from them")
    void behindPrivateOnes() {
        var canvas = bench.canvas(ada);
        bench.widget(ada, canvas);
        var there = TestSocket.open(bench.edge, ada, canvas).join("tab-1");
        there.await("registry");
        sql(
                """
                INSERT INTO app_entry (app, version, origin, title, category, manifest,
                    registered_at, changed_at, words, change)
                SELECT 'ai-' || n, version, 'generated', title, category, manifest, registered_at,
                    changed_at, words, nextval('app_change')
                FROM app_entry, generate_series(1, 250) n WHERE app = 'todo'
                """);
        revoked();
        there.await(frame -> frame.at("/apps/todo/status").asText().equals("revoked"));
    }

    @Test
    @DisplayName("[F4] [ED-59] new widgets of what is out of use are gone, on both ways")
    void refused() {
        var canvas = bench.canvas(ada);
        bench.widget(ada, canvas);
        var socket = TestSocket.open(bench.edge, ada, canvas).join("tab-1");
        socket.await("registry");
        revoked();
        socket.await(frame -> frame.at("/apps/todo/status").asText().equals("revoked"));
        var body = "{\"appId\":\"todo\",\"position\":{\"x\":4,\"y\":0}}";
        var refused = bench.edge.post("/api/canvas/" + canvas + "/widgets", body, TestEdge.by(ada));
        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.json().path("detail").asText()).contains("It leaks");
        socket.send(
                "{\"t\":\"cmd\",\"id\":\"op-1\",\"to\":\"canvas\",\"do\":\"add-widget\",\"data\":"
                        + body
                        + "}");
        assertThat(socket.await("no").path("code").asText()).isEqualTo("gone");
        assertThat(bench.edge.get("/api/registry/apps").json().path("items")).isEmpty();
        var details = bench.edge.get("/api/registry/apps/todo").json();
        assertThat(details.path("status").asText()).isEqualTo("revoked");
        assertThat(details.path("reason").asText()).isEqualTo("It leaks");
    }

    @Test
    @DisplayName("[X5] [ED-54] only operators revoke, suspend and reinstate; a reason is a must")
    void rights() {
        var reason = "{\"reason\": \"It leaks\"}";
        for (var what : new String[] {"revoke", "suspend", "reinstate"}) {
            var path = "/api/registry/apps/todo/" + what;
            assertThat(bench.edge.post(path, reason).status()).isEqualTo(401);
            assertThat(bench.edge.post(path, reason, TestEdge.by(ada)).status()).isEqualTo(403);
        }
        var bearer = new String[] {"Authorization", "Bearer " + KEY};
        var path = "/api/registry/apps/todo/";
        assertThat(bench.edge.post(path + "revoke", "{}", bearer).status()).isEqualTo(400);
        assertThat(bench.edge.post(path + "suspend", reason, bearer).status()).isEqualTo(200);
        assertThat(bench.edge.post(path + "reinstate", reason, bearer).status()).isEqualTo(400);
    }
}
