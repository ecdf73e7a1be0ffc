package gesso.edge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.TestEdge;
import gesso.protocol.Json;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryRoutesTest {
    private static final int APPS = 20_000;
    private static TestEdge edge;

    @BeforeAll
    static void start() {
        edge = TestEdge.start();
        var sql = edge.sql();
        register(sql, manifest("todo", "Todo", "1.0.0", "Lists that people finish together"));
        register(sql, manifest("todo", "Todo", "1.1.0", "Lists that people finish together"));
        register(sql, manifest("calendar", "Calendar", "2.0.0", "Days, weeks and appointments"));
        register(sql, manifest("chat", "Chat", "1.0.0", "Talk beside the work"));
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static Manifest manifest(String id, String title, String version, String summary) {
        var size = new Size(4, 4);
        return new Manifest(
                id,
                title,
                version,
                "builtin",
                "/apps/" + id + "/0123456789abcdef/remoteEntry.js",
                summary,
                "list",
                "work",
                "Gesso",
                List.of("state"),
                new Manifest.Sizes(size, new Size(2, 2), new Size(12, 20)),
                null,
                List.of("./Widget", "./Settings", "./Preview"),
                "sha384-x",
                1000);
    }

    /** As the feed does it. */
    private static void register(Jdbi jdbi, Manifest app) {
        var words = (app.id() + ' ' + app.title() + ' ' + app.summary()).toLowerCase(Locale.ROOT);
        jdbi.useHandle(sql -> {
            sql.createUpdate(
                            """
                            INSERT INTO app_entry (app, version, origin, title, category,
                                manifest, registered_at, changed_at, words)
                            VALUES (:id, :version, :origin, :title, :category,
                                :manifest::jsonb, now(), now(), :words)
                            ON CONFLICT (app) DO UPDATE
                                SET version = :version, manifest = :manifest::jsonb
                            """)
                    .bind("id", app.id())
                    .bind("version", app.version())
                    .bind("origin", app.origin())
                    .bind("title", app.title())
                    .bind("category", app.category())
                    .bind(
                            "manifest",
                            new String(Json.bytes(app), java.nio.charset.StandardCharsets.UTF_8))
                    .bind("words", words)
                    .execute();
            sql.createUpdate(
                            """
                            INSERT INTO app_version (app, version, manifest, revision, published_at)
                            SELECT :id, :version, :manifest::jsonb, count(*) + 1, now()
                            FROM app_version WHERE app = :id
                            """)
                    .bind("id", app.id())
                    .bind("version", app.version())
                    .bind(
                            "manifest",
                            new String(Json.bytes(app), java.nio.charset.StandardCharsets.UTF_8))
                    .execute();
        });
    }

    private static Manifest written(String id, boolean shared) {
        var m = manifest(id, "Written " + id, "1.0.0", "Made of a sentence");
        return new Manifest(
                m.id(),
                m.title(),
                m.version(),
                "generated",
                m.remoteEntry(),
                m.summary(),
                m.icon(),
                "machines",
                m.author(),
                m.permissions(),
                m.sizes(),
                m.backend(),
                m.modules(),
                m.integrity(),
                m.bytes(),
                new Manifest.Generated("A prompt for " + id, shared),
                null);
    }

    @Test
    @DisplayName(
            "[R4] [R5] [ED-51] [ED-148] what AI wrote is listed with its prompt once it is shared")
    void shared() {
        var sql = edge.sql();
        register(sql, written("secret", false));
        register(sql, written("open", true));
        var listed = edge.get("/api/registry/generated").json();
        assertThat(ids(listed)).containsExactly("open");
        assertThat(listed.at("/items/0/generated/prompt").asText()).isEqualTo("A prompt for open");
        assertThat(ids(edge.get("/api/registry/apps?q=written").json())).containsExactly("open");
        assertThat(ids(edge.get("/api/registry/apps?q=writen").json())).containsExactly("open");
        assertThat(ids(edge.get("/api/registry/apps").json())).doesNotContain("secret");
        assertThat(edge.get("/api/registry/categories").json().toString())
                .contains("{\"category\":\"machines\",\"apps\":1}");
        assertThat(edge.get("/api/registry/apps/secret").status()).isEqualTo(200);
        sql.useHandle(one -> one.execute("DELETE FROM app_entry WHERE origin = 'generated'"));
    }

    private static List<String> ids(JsonNode listing) {
        return listing.path("items").findValuesAsText("id");
    }

    @Test
    @DisplayName("[R1] the catalogue lists apps in pages, each as its manifest says")
    void list() {
        var first = edge.get("/api/registry/apps?limit=2");
        assertThat(first.status()).isEqualTo(200);
        assertThat(ids(first.json())).containsExactly("calendar", "chat");
        var next = first.json().path("next").asText();
        var second = edge.get("/api/registry/apps?limit=2&after=" + next);
        assertThat(ids(second.json())).startsWith("todo");
        var todo = second.json().at("/items/0");
        assertThat(todo.path("version").asText()).isEqualTo("1.1.0");
        assertThat(todo.path("remoteEntry").asText()).startsWith("/apps/todo/");
        assertThat(todo.at("/sizes/default/w").asInt()).isEqualTo(4);
    }

    @Test
    @DisplayName("[R2] details have permissions, author and size; versions come newest first")
    void details() {
        var todo = edge.get("/api/registry/apps/todo").json();
        assertThat(todo.path("author").asText()).isEqualTo("Gesso");
        assertThat(todo.path("permissions").path(0).asText()).isEqualTo("state");
        assertThat(todo.path("bytes").asLong()).isEqualTo(1000);
        var versions = edge.get("/api/registry/apps/todo/versions").json().path("items");
        assertThat(versions.findValuesAsText("version")).containsExactly("1.1.0", "1.0.0");
        assertThat(versions.path(0).path("publishedAt").asText()).endsWith("Z");
    }

    @ParameterizedTest
    @CsvSource({
        "todo, todo",
        "TODO, todo",
        "toodo, todo",
        "calender, calendar",
        "calandar, calendar",
        "chta, chat",
        "appointment, calendar",
        "finish together, todo"
    })
    @DisplayName("[R3] a search finds by words, by parts and with typing errors")
    void search(String words, String best) {
        var found = edge.get("/api/registry/apps?q=" + words.replace(" ", "%20"));
        assertThat(ids(found.json())).startsWith(best);
    }

    @Test
    @DisplayName("[R3] nothing is found for what is like nothing")
    void nothing() {
        assertThat(ids(edge.get("/api/registry/apps?q=zzzzqqqq").json())).isEmpty();
        assertThat(ids(edge.get("/api/registry/apps?q=%25").json())).isEmpty();
    }

    @Test
    @DisplayName(
            "[R3] among 20,000 apps a search with a typing error finds; how long it takes is"
                    + " printed")
    void fast() {
        try (var large = TestEdge.start()) {
            fill(large.sql());
            var times = new ArrayList<Long>();
            for (var words :
                    List.of("wether", "invioce 77", "plan", "calender", "budjet planner")) {
                for (int i = 0; i < 5; i++) {
                    long started = System.nanoTime();
                    var answer = large.get("/api/registry/apps?q=" + words.replace(" ", "%20"));
                    times.add(System.nanoTime() - started);
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(ids(answer.json())).isNotEmpty();
                }
            }
            long median = times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
            System.out.printf(
                    "registry search among %,d apps: median %.1f ms of %d%n",
                    APPS, median / 1e6, times.size());
            assertThat(pages(large)).isEqualTo(APPS);
        }
    }

    private static void fill(Jdbi jdbi) {
        var nouns =
                List.of("Weather", "Invoice", "Planner", "Calendar", "Budget", "Recipe", "Quiz");
        var json =
                new String(
                        Json.bytes(manifest("x", "X", "1.0.0", "x")),
                        java.nio.charset.StandardCharsets.UTF_8);
        jdbi.useHandle(sql -> {
            var batch =
                    sql.prepareBatch(
                            """
                            INSERT INTO app_entry (app, version, origin, title, category,
                                manifest, registered_at, changed_at, words)
                            VALUES (:id, '1.0.0', 'builtin', :title, 'work',
                                jsonb_set(:json::jsonb, '{id}', to_jsonb(:id::text)), now(), now(), lower(:id || ' ' || :title))
                            """);
            LongStream.range(0, APPS)
                    .forEach(i ->
                            batch.bind("id", "app-" + i)
                                    .bind("json", json)
                                    .bind(
                                            "title",
                                            nouns.get((int) (i % nouns.size()))
                                                    + " "
                                                    + nouns.get((int) (i / 7 % nouns.size()))
                                                    + " "
                                                    + i)
                                    .add());
            batch.execute();
            sql.execute("ANALYZE app_entry");
        });
    }

    /** Every app comes once, over all pages. */
    private static long pages(TestEdge large) {
        var seen = new java.util.HashSet<String>();
        long listed = 0;
        var after = "";
        do {
            var page = large.get("/api/registry/apps?limit=1000" + after).json();
            seen.addAll(ids(page));
            listed += page.path("items").size();
            after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asText();
        } while (!after.isEmpty());
        assertThat(seen).hasSize((int) listed);
        return listed;
    }

    @Test
    @DisplayName("[ED-50] a list that has not changed is 304 for whoever has it")
    void unchanged() {
        var tag = edge.get("/api/registry/apps").header("ETag");
        assertThat(edge.get("/api/registry/apps", "If-None-Match", tag).status()).isEqualTo(304);
    }

    @Test
    @DisplayName("[ED-51] no app has been generated yet, and that is an empty list")
    void generated() {
        var answer = edge.get("/api/registry/generated");
        assertThat(answer.json().path("items")).isEmpty();
        assertThat(answer.json().path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/registry/apps/nothing, 404",
        "/api/registry/apps/nothing/versions, 404",
        "/api/registry/apps/No%20App, 404",
        "/api/registry/apps?sort=price, 400",
        "/api/registry/apps?limit=0, 400",
        "/api/registry/apps?limit=many, 400",
        "/api/registry/apps?after=nonsense, 400",
        "/api/registry/apps?q=%00, 400",
        "/api/registry/nothing, 404"
    })
    @DisplayName("[B2] what is not there or not asked for rightly is told")
    void wrong(String path, int status) {
        assertThat(edge.get(path).status()).isEqualTo(status);
    }
}
