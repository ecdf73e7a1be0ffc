package gesso.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import gesso.edge.TestEdge.Person;
import gesso.edge.documents.ApiContract;
import gesso.edge.live.LiveBench;
import gesso.edge.live.ScriptedRecords;
import gesso.protocol.entity.EntityKeys;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RecordRoutesTest {
    private static LiveBench bench;
    private static Person ada;
    private static Person bob;
    private String habits;

    @BeforeAll
    static void start() {
        bench = LiveBench.start();
        ada = bench.edge.guest("Ada");
        bob = bench.edge.guest("Bob");
        ClusterSharding.get(bench.edge.system())
                .init(
                        Entity.of(
                                EntityKeys.widget("records"),
                                entity -> ScriptedRecords.of(entity.getEntityId())));
        bench.edge
                .sql()
                .useHandle(sql ->
                        sql.execute(
                                """
                                INSERT INTO app_entry (app, version, origin, title, category,
                                    manifest, registered_at, changed_at, words)
                                SELECT 'habits', version, 'generated', 'Habits', category,
                                    manifest || '{"id":"habits","backend":"records"}'::jsonb,
                                    now(), now(), 'habits'
                                FROM app_entry WHERE app = 'todo'
                                """));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    /** The feed is not here: its tables are filled by hand. */
    @BeforeEach
    void widget() {
        var canvas = bench.canvas(ada);
        var made =
                bench.edge.post(
                        "/api/canvas/" + canvas + "/widgets",
                        "{\"appId\":\"habits\",\"position\":{\"x\":0,\"y\":0}}",
                        TestEdge.by(ada));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var id = made.json().path("id").asText();
        habits = "/api/apps/habits/" + id + "/collections/habits";
        bench.edge
                .sql()
                .useHandle(sql -> {
                    sql.execute(
                            "INSERT INTO widget_place VALUES (?, ?, 'habits', now())", id, canvas);
                    sql.execute(
                            "INSERT INTO canvas_member VALUES (?, ?, 'owner')", ada.id(), canvas);
                });
    }

    private static Answer send(Person person, String method, String path, String body) {
        return bench.edge.send(method, path, body, TestEdge.by(person));
    }

    private Answer add(String values) {
        return send(ada, "POST", habits, "{\"values\":" + values + "}");
    }

    @Test
    @DisplayName("[ED-R1] the records of a generated app are a list as of any other app")
    void life() {
        var made = add("{\"name\":\"Run\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(habits + "/r1");
        assertThat(ApiContract.faults("Record", made.json())).isEmpty();
        add("{\"name\":\"Read\"}");
        var changed =
                send(ada, "PATCH", habits + "/r2", "{\"values\":{\"streak\":3},\"after\":null}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().at("/values/streak").asInt()).isEqualTo(3);
        var list = bench.edge.get(habits, TestEdge.by(ada));
        assertThat(ApiContract.faults("RecordList", list.json())).isEmpty();
        assertThat(list.json().path("items").findValuesAsText("id")).containsExactly("r2", "r1");
        assertThat(list.header("ETag")).isEqualTo("\"4\"");
        var page = bench.edge.get(habits + "?limit=1&after=r2", TestEdge.by(ada)).json();
        assertThat(page.path("items").findValuesAsText("id")).containsExactly("r1");
        assertThat(send(ada, "DELETE", habits + "/r1", "").status()).isEqualTo(200);
        assertThat(bench.edge.get(habits + "/r1", TestEdge.by(ada)).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("[ED-R1] others' records are not there, nor is a collection that no app keeps")
    void notThere() {
        add("{\"name\":\"Run\"}");
        assertThat(bench.edge.get(habits, TestEdge.by(bob)).status()).isEqualTo(404);
        assertThat(send(bob, "POST", habits, "{\"values\":{}}").status()).isEqualTo(404);
        assertThat(send(ada, "PATCH", habits + "/r1", "{}").status()).isEqualTo(400);
        var other = habits.replace("/collections/habits", "/collections/constructor");
        assertThat(bench.edge.get(other, TestEdge.by(ada)).json().path("items")).isEmpty();
        assertThat(send(ada, "POST", other, "{\"values\":{}}").status()).isBetween(400, 499);
    }
}
