package gesso.edge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import gesso.edge.TestEdge.Person;
import gesso.edge.documents.ApiContract;
import gesso.edge.live.ScriptedApp;
import gesso.protocol.entity.EntityKeys;
import java.util.List;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The read models are filled as the feed does it. */
class OpinionsTest {
    private static TestEdge edge;
    private static Person ada;

    @BeforeAll
    static void start() {
        edge = TestEdge.start("pekko.cluster.roles = [canvas]");
        ClusterSharding.get(edge.system())
                .init(Entity.of(EntityKeys.APP, _ -> ScriptedApp.create()));
        ada = edge.guest("Ada");
        app("todo", "Work", 10, 50, 30);
        app("chat", "Talk", 1, 5, 40);
        app("notes", "Work", 100, 430, 20);
        app("rare", "Work", 0, 0, 0);
        sql("INSERT INTO app_rating VALUES ('todo', '" + ada.id() + "', 4), ('todo', 'bob', 2)");
        sql("INSERT INTO canvas_member VALUES ('" + ada.id() + "', 'mine', 'owner')");
        sql("INSERT INTO app_use VALUES ('mine', 'todo', 2), ('mine', 'notes', 0)");
        sql(
                """
                INSERT INTO app_pair VALUES ('todo', 'chat', 12), ('todo', 'notes', 7),
                    ('todo', 'rare', 4), ('notes', 'chat', 99)
                """);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static void sql(String statement) {
        edge.sql().useHandle(sql -> sql.execute(statement));
    }

    private static void app(String id, String category, int ratings, int stars, int canvases) {
        sql(
                """
                INSERT INTO app_entry (app, version, origin, title, category, manifest,
                    registered_at, changed_at, words)
                VALUES ('%1$s', '1.0.0', 'builtin', '%1$s', '%2$s',
                    '{"id":"%1$s","title":"%1$s"}', now(), now(), '%1$s');
                INSERT INTO app_count VALUES ('%1$s', %3$d, %4$d, %5$d, %5$d)
                """
                        .formatted(id, category, ratings, stars, canvases));
    }

    private static List<String> ids(String query) {
        return edge.get("/api/registry/apps?" + query).json().path("items").findValuesAsText("id");
    }

    private static Answer rate(String app, String body) {
        return edge.post("/api/registry/apps/" + app + "/ratings", body, TestEdge.by(ada));
    }

    @ParameterizedTest
    @CsvSource({
        "sort=popular, chat todo notes rare",
        "sort=rating, todo notes chat rare",
        "category=Work&sort=popular, todo notes rare",
        "category=Nothing, ''",
        "q=todo&category=Talk, ''"
    })
    @DisplayName("[F4] [ED-65] lists sort by what people think and use, and filter by category")
    void sorted(String query, String expected) {
        assertThat(String.join(" ", ids(query))).isEqualTo(expected);
    }

    @Test
    @DisplayName("[R1] [ED-65] pages of a sorted list have every app once; items tell the counts")
    void pages() {
        var first = edge.get("/api/registry/apps?sort=popular&limit=3").json();
        var next = "sort=popular&limit=3&after=" + first.path("next").asText();
        assertThat(ids(next)).containsExactly("rare");
        var chat = first.at("/items/0");
        assertThat(chat.at("/rating/average").asDouble()).isEqualTo(5);
        assertThat(chat.at("/rating/count").asInt()).isEqualTo(1);
        assertThat(chat.at("/installs/canvases").asInt()).isEqualTo(40);
        var rare = edge.get("/api/registry/apps/rare").json();
        assertThat(rare.path("rating").has("average")).isFalse();
        var categories = edge.get("/api/registry/categories").json();
        assertThat(ApiContract.faults("CategoryList", categories)).isEmpty();
        assertThat(categories.at("/items/0/category").asText()).isEqualTo("Work");
        assertThat(categories.at("/items/0/apps").asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("[F4] [ED-65] a person rates with one to five stars and sees their own among all")
    void ratings() {
        var rated = rate("todo", "{\"stars\": 4}");
        assertThat(rated.status()).as(rated.body()).isEqualTo(200);
        assertThat(ApiContract.faults("Ratings", rated.json())).isEmpty();
        assertThat(rated.json().path("own").asInt()).isEqualTo(4);
        assertThat(rated.json().path("average").asDouble()).isEqualTo(3);
        assertThat(rated.json().path("spread").toString()).isEqualTo("[0,1,0,1,0]");
        var others =
                edge.get("/api/registry/apps/todo/ratings", TestEdge.by(edge.guest("Eve"))).json();
        assertThat(others.has("own")).isFalse();
        assertThat(edge.get("/api/registry/apps/todo/ratings").status()).isEqualTo(401);
        assertThat(edge.get("/api/registry/apps/none/ratings", TestEdge.by(ada)).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"stars\": 0}",
                "{\"stars\": 6}",
                "{\"stars\": 4.5}",
                "{\"stars\": \"5\"}",
                "{\"stars\": 5, \"user\": \"bob\"}"
            })
    @DisplayName("[B2] what is no rating is refused")
    void noRating(String body) {
        assertThat(rate("todo", body).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("[F2] [ED-66] recommended is what lives with this canvas's apps, with the reason")
    void recommended() {
        var path = "/api/registry/recommendations?canvas=mine";
        var found = edge.get(path, TestEdge.by(ada)).json();
        var items = found.path("items");
        // An app that was removed gives no reason and may be recommended; four canvases are too
        // few.
        assertThat(items.findValuesAsText("id")).containsExactly("chat", "notes");
        assertThat(items.at("/0/because").toString())
                .isEqualTo("{\"app\":\"todo\",\"title\":\"todo\",\"canvases\":12}");
        assertThat(edge.get(path).status()).isEqualTo(401);
        assertThat(edge.get(path, TestEdge.by(edge.guest("Eve"))).status()).isEqualTo(404);
        assertThat(edge.get("/api/registry/recommendations", TestEdge.by(ada)).status())
                .isEqualTo(400);
    }
}
