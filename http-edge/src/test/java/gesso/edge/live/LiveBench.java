package gesso.edge.live;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Person;
import gesso.protocol.Json;
import gesso.protocol.entity.EntityKeys;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/** An edge over scripted entities, with the app {@code todo} in its registry. */
public final class LiveBench implements AutoCloseable {
    public final TestEdge edge;

    private LiveBench(TestEdge edge) {
        this.edge = edge;
    }

    public static LiveBench start() {
        return start("");
    }

    public static LiveBench start(String overrides) {
        var edge = TestEdge.start("pekko.cluster.roles = [canvas]\n" + overrides);
        var sharding = ClusterSharding.get(edge.system());
        sharding.init(
                Entity.of(EntityKeys.CANVAS, entity -> ScriptedCanvas.of(entity.getEntityId())));
        sharding.init(
                Entity.of(
                        EntityKeys.widget("todo"),
                        entity -> ScriptedWidget.of(entity.getEntityId())));
        edge.sql()
                .useHandle(sql ->
                        sql.execute(
                                """
                                INSERT INTO app_entry (app, version, origin, title, category,
                                    manifest, registered_at, changed_at, words)
                                VALUES ('todo', '1.0.0', 'builtin', 'Todo', 'work', ?::jsonb,
                                    now(), now(), 'todo')
                                """,
                                """
                                {"id":"todo","title":"Todo","version":"1.0.0","origin":"builtin",
                                 "remoteEntry":"/apps/todo/1/remoteEntry.js","summary":"A list",
                                 "icon":"list","category":"work","author":"Gesso",
                                 "permissions":[],"sizes":{"default":{"w":3,"h":4},
                                 "min":{"w":2,"h":2},"max":{"w":12,"h":12}},"backend":"todo",
                                 "modules":["./Widget"],"integrity":"sha384-x","bytes":1}
                                """));
        return new LiveBench(edge);
    }

    /** A canvas of this person. */
    public String canvas(Person owner) {
        var answer = edge.post("/api/canvas", "{\"title\":\"Plan\"}", TestEdge.by(owner));
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.json().path("id").asText();
    }

    public void member(Person owner, String canvas, Person person, String role) {
        var answer =
                edge.send(
                        "PUT",
                        "/api/canvas/" + canvas + "/members/" + person.id(),
                        Json.text(Json.object().put("role", role)),
                        TestEdge.by(owner));
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
    }

    public String widget(Person editor, String canvas) {
        var answer =
                edge.post(
                        "/api/canvas/" + canvas + "/widgets",
                        "{\"appId\":\"todo\",\"position\":{\"x\":0,\"y\":0}}",
                        TestEdge.by(editor));
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.json().path("id").asText();
    }

    @Override
    public void close() {
        edge.close();
    }
}
