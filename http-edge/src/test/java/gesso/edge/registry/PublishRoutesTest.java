package gesso.edge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import gesso.edge.documents.ApiContract;
import gesso.edge.live.ScriptedApp;
import gesso.protocol.Json;
import gesso.protocol.entity.EntityKeys;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PublishRoutesTest {
    private static final String KEY = "a-key-of-more-than-thirty-two-characters";
    private static TestEdge edge;

    @BeforeAll
    static void start() {
        edge =
                TestEdge.start(
                        """
                        pekko.cluster.roles = [canvas]
                        gesso.edge.operator-key = %s
                        gesso.edge.operators = somebody-else
                        """
                                .formatted(KEY));
        ClusterSharding.get(edge.system())
                .init(Entity.of(EntityKeys.APP, _ -> ScriptedApp.create()));
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static Answer publish(ObjectNode app) {
        return edge.post("/api/registry/apps", Json.text(app), "Authorization", "Bearer " + KEY);
    }

    @Test
    @DisplayName("[A4] [ED-52] a published app's files are served for ever, what is missing is 404")
    void published() {
        var made = publish(BuiltApp.of("poker", "1.0.0"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/registry/apps/poker");
        assertThat(ApiContract.faults("PublishedApp", made.json())).isEmpty();
        var entry = made.json().path("remoteEntry").asText();
        assertThat(entry).matches("/apps/poker/[0-9a-f]{32}/remoteEntry-a1\\.js");

        var file = edge.get(entry);
        assertThat(file.body()).isEqualTo(BuiltApp.ENTRY);
        assertThat(file.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(file.header("Content-Type")).isEqualTo("text/javascript; charset=UTF-8");
        assertThat(edge.get(entry, "If-None-Match", file.header("ETag")).status()).isEqualTo(304);
        var folder = entry.substring(0, entry.lastIndexOf('/'));
        assertThat(edge.get(folder + "/assets/look.css").body()).isEqualTo("a {}");
        for (var missing :
                new String[] {
                    folder + "/assets/other.css",
                    folder + "/assets",
                    "/apps/poker/" + "0".repeat(32) + "/remoteEntry-a1.js",
                    "/apps/other/" + folder.substring(12) + "/remoteEntry-a1.js"
                }) {
            assertThat(edge.get(missing).status()).as(missing).isEqualTo(404);
        }
        assertThat(edge.post(entry, "{}").status()).isEqualTo(405);
    }

    @Test
    @DisplayName("[R2] [ED-53] hash, integrity and size are computed here, not believed")
    void computed() throws Exception {
        var app = BuiltApp.of("sums", "1.0.0");
        var one = publish(app).json();
        var sum =
                java.security.MessageDigest.getInstance("SHA-384")
                        .digest(BuiltApp.ENTRY.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(one.path("integrity").asText())
                .isEqualTo("sha384-" + java.util.Base64.getEncoder().encodeToString(sum));
        assertThat(one.path("bytes").asLong()).isBetween(50L, 300L);
        assertThat(one.path("origin").asText()).isEqualTo("published");
        var other = publish(BuiltApp.file(app, "more.js", "export {};")).json();
        assertThat(other.path("remoteEntry")).isNotEqualTo(one.path("remoteEntry"));
        var believed = BuiltApp.of("sums", "1.0.1");
        ((ObjectNode) believed.path("manifest")).put("integrity", "sha384-mine");
        assertThat(publish(believed).status()).isEqualTo(400);
    }

    @Test
    @DisplayName(
            "[R4] [R5] [ED-147] an app that AI wrote says from which prompt, and is not shared")
    void generated() {
        var app = BuiltApp.of("tide", "1.0.0");
        manifest(app).putObject("generated").put("prompt", "Tides of the North Sea");
        var made = publish(app).json();
        assertThat(ApiContract.faults("PublishedApp", made)).isEmpty();
        assertThat(made.path("origin").asText()).isEqualTo("generated");
        assertThat(made.at("/generated/prompt").asText()).isEqualTo("Tides of the North Sea");
        assertThat(made.at("/generated/shared").asBoolean(true)).isFalse();
        var shared = BuiltApp.of("tide", "1.0.1");
        manifest(shared).putObject("generated").put("prompt", "Tides").put("shared", true);
        assertThat(publish(shared).json().at("/generated/shared").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("[ED-110] [R2] what an app does for others is in its entry, as it was declared")
    void intents() {
        var app = BuiltApp.of("asked", "1.0.0");
        var intent = intent(app, "asked.round", "title", "text");
        ((ObjectNode) intent.path("fields")).put("day?", "day");
        intent.putObject("result").put("id", "text");
        var published = publish(app);
        assertThat(published.status()).isEqualTo(201);
        assertThat(published.json().path("intents").path("asked.round")).isEqualTo(intent);
    }

    @Test
    @DisplayName("[X5] [ED-54] only an operator publishes: the key's holder, or who is named")
    void rights() {
        var body = Json.text(BuiltApp.of("rights", "1.0.0"));
        var guest = edge.guest("Eve");
        assertThat(edge.post("/api/registry/apps", body).status()).isEqualTo(401);
        assertThat(
                        edge.post(
                                        "/api/registry/apps",
                                        body,
                                        "Authorization",
                                        "Bearer " + KEY + "x")
                                .status())
                .isEqualTo(401);
        var refused = edge.post("/api/registry/apps", body, TestEdge.by(guest));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asText()).contains("GESSO_OPERATORS");
        // Who may not publish hears nothing of what is wrong with the app.
        assertThat(edge.post("/api/registry/apps", "{}", TestEdge.by(guest)).status())
                .isEqualTo(403);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                spoilt("manifest.icon", app -> manifest(app).put("icon", "rainbow")),
                spoilt("manifest.version", app -> manifest(app).put("version", "1.0")),
                spoilt("manifest.version", app -> manifest(app).put("version", "v1.0.0")),
                spoilt("manifest.id", app -> manifest(app).put("id", "Plan Poker")),
                spoilt("manifest.title", app -> manifest(app).remove("title")),
                spoilt("manifest.summary", app -> manifest(app).put("summary", " ")),
                spoilt("manifest.generated.prompt", app -> manifest(app).putObject("generated")),
                spoilt(
                        "manifest.generated.prompt",
                        app ->
                                manifest(app)
                                        .putObject("generated")
                                        .put("prompt", "x".repeat(4_001))),
                spoilt("manifest.origin", app -> manifest(app).put("origin", "builtin")),
                spoilt(
                        "manifest.permissions",
                        app -> manifest(app).putArray("permissions").add("camera")),
                spoilt(
                        "manifest.sizes.default",
                        app -> ((ObjectNode) app.at("/manifest/sizes/default")).put("w", 9)),
                spoilt("manifest.intents", app -> manifest(app).putObject("intents")),
                spoilt("manifest.intents", app -> manifest(app).put("intents", "all")),
                spoilt("manifest.intents", app -> intent(app, "Poker", "title", "text")),
                spoilt(
                        "manifest.intents.poker.round.fields",
                        app -> intent(app, "poker.round", "title", "html")),
                spoilt(
                        "manifest.intents.poker.round.fields",
                        app -> intent(app, "poker.round", "the title", "text")),
                spoilt(
                        "manifest.intents.poker.round.title",
                        app -> intent(app, "poker.round", "title", "text").remove("title")),
                spoilt(
                        "manifest.intents.poker.round.result",
                        app -> intent(app, "poker.round", "title", "text").put("result", 7)),
                spoilt("files", app -> app.putArray("files")),
                spoilt("files", app -> BuiltApp.file(app, "remoteEntry.js", BuiltApp.ENTRY)),
                spoilt("files", PublishRoutesTest::withoutPreview),
                spoilt("files[2].path", app -> BuiltApp.file(app, "../../index.js", "x")),
                spoilt("files[2].path", app -> BuiltApp.file(app, "/etc/x.js", "x")),
                spoilt("files[2].path", app -> BuiltApp.file(app, "a//b.js", "x")),
                spoilt("files[2].path", app -> BuiltApp.file(app, "a/.env.js", "x")),
                spoilt("files[2].path", app -> BuiltApp.file(app, "page.html", "x")),
                spoilt("files[2].path", app -> BuiltApp.file(app, "run.sh", "x")),
                spoilt("files[2].path", app -> BuiltApp.file(app, "assets/look.css", "b {}")),
                spoilt("files[2].data", app -> BuiltApp.file(app, "empty.js", "")));
    }

    private static Arguments spoilt(String field, Consumer<ObjectNode> how) {
        var app = BuiltApp.of("broken", "1.0.0");
        how.accept(app);
        return Arguments.of(field, app);
    }

    private static ObjectNode intent(ObjectNode app, String name, String field, String kind) {
        var intent = manifest(app).putObject("intents").putObject(name).put("title", "Ask");
        intent.putObject("fields").put(field, kind);
        return intent;
    }

    private static ObjectNode manifest(ObjectNode app) {
        return (ObjectNode) app.path("manifest");
    }

    private static void withoutPreview(ObjectNode app) {
        app.putArray("files");
        BuiltApp.file(app, "remoteEntry.js", BuiltApp.ENTRY.replace("./Preview", "./Other"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    @DisplayName("[B2] [ED-55] what is wrong with an app is named by its field")
    void broken(String field, ObjectNode app) {
        var refused = publish(app);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsText("field")).contains(field);
    }

    @ParameterizedTest
    @CsvSource({"5500000, 400", "9000000, 413"})
    @DisplayName("[B2] an app that is too large is refused")
    void large(int bytes, int status) {
        var app = BuiltApp.of("large", "1.0.0");
        for (int left = bytes * 3 / 4; left > 0; left -= 700_000) {
            BuiltApp.file(app, "f" + left + ".js", "x".repeat(Math.min(left, 700_000)));
        }
        if (status == 400) {
            BuiltApp.file(app, "one.js", "x".repeat(Submission.FILE_BYTES_MAX));
            BuiltApp.file(app, "two.js", "x".repeat(Submission.FILE_BYTES_MAX));
        }
        assertThat(publish(app).status()).isEqualTo(status);
    }

    @Test
    @DisplayName("[ED-56] a version is there once: other content under it is a conflict")
    void conflict() {
        edge.sql()
                .useHandle(sql ->
                        sql.execute(
                                """
                                INSERT INTO app_version VALUES ('taken', '1.0.0',
                                    '{"remoteEntry": "/apps/taken/1/remoteEntry.js"}', 1, now())
                                """));
        var refused = publish(BuiltApp.of("taken", "1.0.0"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("Raise the version");
        assertThat(publish(BuiltApp.of("taken", "1.0.1")).status()).isEqualTo(201);
    }
}
