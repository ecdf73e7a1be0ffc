package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A canvas from one Gesso to another. */
class TransferIT {
    private static GessoProcess there;
    private static GessoProcess here;
    private static Path data;
    private static Person ann;
    private static Person bob;
    private static Person eve;
    private Path folder;
    private String canvas;

    @BeforeAll
    static void start() {
        there = SharedGesso.get();
        data = SharedGesso.folder("here");
        here = GessoProcess.up(data);
        ann = Person.guest(there, "Ann");
        bob = Person.guest(there, "Bob");
        eve = Person.guest(here, "Eve");
    }

    @AfterAll
    static void stop() {
        here.close();
    }

    @BeforeEach
    void live() {
        folder = SharedGesso.folder("export").resolve("made");
        canvas = ann.canvas("Plans \"quoted\", ünïcode 😀");
        ann.invite(canvas, bob, "editor");
        var todo = ann.todo(canvas, 0, 0);
        for (var text : List.of("milk, and \"bread\"", "two\nlines", "مرحبا")) {
            bob.post(
                            "/api/apps/todo/" + todo + "/todos",
                            Json.text(Json.object().put("text", text)))
                    .ok();
        }
        ann.post(
                        "/api/canvas/" + canvas + "/events",
                        "{\"type\":\"list.told\",\"source\":\"todo-service\",\"data\":{\"n\":1.50}}")
                .ok();
        ann.post("/api/canvas/" + canvas + "/layouts", "{\"name\":\"First\"}").ok();
        var gone = ann.todo(canvas, 4, 4);
        ann.delete("/api/canvas/" + canvas + "/widgets/" + gone).ok();
    }

    private static GessoProcess.Ended export(Person person, String... arguments) {
        return gesso(Map.of("GESSO_TOKEN", person.token), "export", arguments);
    }

    private GessoProcess.Ended exported(String... more) {
        var all = new ArrayList<>(List.of(canvas, "--url", there.http("").toString()));
        all.addAll(List.of("--out", folder.toString()));
        all.addAll(List.of(more));
        return export(ann, all.toArray(String[]::new));
    }

    private GessoProcess.Ended brought(String owner) throws IOException {
        return gesso(
                Map.of(),
                "import",
                folder.toString(),
                "--db",
                Files.readString(data.resolve("database.url")).strip(),
                "--owner",
                owner);
    }

    private static GessoProcess.Ended gesso(
            Map<String, String> environment, String command, String... arguments) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of(arguments));
        return GessoProcess.run(environment, all.toArray(String[]::new));
    }

    private static JsonNode nameless(JsonNode state) {
        ObjectNode copy = state.deepCopy();
        copy.findParents("user").forEach(person -> ((ObjectNode) person).remove("name"));
        return copy;
    }

    private List<JsonNode> history(Person person, String query) {
        return person.get("/api/canvas/" + canvas + "/history?limit=0" + query)
                .ok()
                .raw()
                .body()
                .lines()
                .map(line -> Json.parse(line).orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "csv", "parquet"})
    @DisplayName(
            "[DE-160] [DE-164] [Z7] [C8] what was exported is the same canvas in another Gesso, at every instant")
    void same(String form) throws Exception {
        var past = history(ann, "");
        var done = exported("--format", form);
        assertThat(done.status()).as(done.output()).isZero();
        assertThat(done.output()).contains("%d events".formatted(past.size()));
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("manifest.json", "canvas.json", "events." + form);
        }
        assertThat(
                        Json.parse(Files.readString(folder.resolve("manifest.json")))
                                .orElseThrow()
                                .path("form")
                                .asText())
                .isEqualTo(form);
        eve.get("/api/canvas/" + canvas).problem(404, "not-found");
        var brought = brought(eve.id);
        assertThat(brought.status()).as(brought.output()).isZero();
        assertThat(brought.output()).contains("Eve's, at /c/" + canvas);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> eve.get("/api/canvas/" + canvas).status() == 200);
        var end = past.getLast().path("at").asLong() + 1;
        assertThat(history(eve, "&to=" + end)).isEqualTo(past);
        for (var event : past) {
            var at = "/api/canvas/" + canvas + "/at/" + event.path("at").asText();
            assertThat(nameless(asOwner(eve.get(at).ok().body())))
                    .isEqualTo(nameless(asOwner(ann.get(at).ok().body())));
        }
        assertThat(history(eve, "&from=" + end).getLast().path("type").asText())
                .isEqualTo("member-joined");
        eve.patch("/api/canvas/" + canvas, "{\"title\":\"Mine now\"}").ok();
        assertThat(eve.state(canvas).path("title").asText()).isEqualTo("Mine now");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> eve.get("/api/canvas").ok().at("/items").toString().contains(canvas));
        var again = brought(eve.id);
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.output()).contains("is here already");
    }

    /** What depends on who reads. */
    private static JsonNode asOwner(JsonNode state) {
        ObjectNode copy = state.deepCopy();
        ((ObjectNode) copy.path("canvas")).remove("role");
        return copy;
    }

    @Test
    @DisplayName(
            "[DE-161] what is damaged, in part, or nobody's is refused, and nothing of it comes")
    void refused() throws Exception {
        assertThat(exported().status()).isZero();
        var events = folder.resolve("events.ndjson");
        var whole = Files.readString(events);
        refuses("Nobody here", "nobody@nowhere.example");
        Files.writeString(events, whole.substring(0, whole.length() / 2));
        refuses("events.ndjson is damaged", eve.id);
        Files.writeString(events, whole.replace("milk", "silk"));
        refuses("events.ndjson is damaged", eve.id);
        Files.delete(events);
        refuses("events.ndjson is missing", eve.id);
        Files.writeString(events, whole);
        var state = folder.resolve("canvas.json");
        Files.writeString(state, Files.readString(state).replace("milk", "silk"));
        refuses("canvas.json is damaged", eve.id);
        Files.writeString(folder.resolve("manifest.json"), "{");
        refuses("manifest.json is damaged", eve.id);
        Files.delete(folder.resolve("manifest.json"));
        refuses("is no export", eve.id);
        eve.get("/api/canvas/" + canvas).problem(404, "not-found");
    }

    /** As if somebody had changed the past and its hashes with it. */
    @Test
    @DisplayName("[DE-161] events that make another canvas than was exported are refused")
    void forged() throws Exception {
        assertThat(exported().status()).isZero();
        var events = folder.resolve("events.ndjson");
        var manifest = folder.resolve("manifest.json");
        var old = Json.parse(Files.readString(manifest)).orElseThrow();
        Files.writeString(events, Files.readString(events).replace("milk", "silk"));
        var hash =
                java.util.HexFormat.of()
                        .formatHex(
                                java.security.MessageDigest.getInstance("SHA-256")
                                        .digest(Files.readAllBytes(events)));
        Files.writeString(
                manifest, old.toString().replace(old.at("/eventsFile/sha256").asText(), hash));
        refuses("another canvas", eve.id);
        var lines = Files.readAllLines(events);
        lines.remove(2);
        Files.write(events, lines);
        var shorter =
                java.util.HexFormat.of()
                        .formatHex(
                                java.security.MessageDigest.getInstance("SHA-256")
                                        .digest(Files.readAllBytes(events)));
        ObjectNode changed = old.deepCopy();
        ((ObjectNode) changed.path("eventsFile"))
                .put("sha256", shorter)
                .put("bytes", Files.size(events));
        Files.writeString(manifest, changed.toString());
        refuses("is damaged", eve.id);
        eve.get("/api/canvas/" + canvas).problem(404, "not-found");
    }

    private void refuses(String why, String owner) throws IOException {
        var ended = brought(owner);
        assertThat(ended.output()).contains(why).doesNotContain("\tat ");
        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
    }

    @Test
    @DisplayName("[DE-161] a stretch is exported, and is no canvas to import")
    void stretch() throws Exception {
        var past = history(ann, "");
        var from = past.get(3).path("at").asText();
        var to = past.get(6).path("at").asText();
        var done = exported("--from", from, "--to", to);
        assertThat(done.status()).as(done.output()).isZero();
        assertThat(Files.readAllLines(folder.resolve("events.ndjson"))).hasSize(3);
        refuses("begins in the middle", eve.id);
    }

    @Test
    @DisplayName("[DE-162] what cannot be exported leaves no folder and says why")
    void unwritable() throws Exception {
        fails(1, "There is no such canvas", export(bob, "other", "--url", there.http("") + ""));
        var stranger = Person.guest(there, "Stranger");
        fails(
                1,
                "may not see it",
                export(
                        stranger,
                        canvas,
                        "--url",
                        there.http("").toString(),
                        "--out",
                        folder.toString()));
        fails(
                1,
                "The token is not good",
                gesso(
                        Map.of("GESSO_TOKEN", "none"),
                        "export",
                        canvas,
                        "--url",
                        there.http("").toString()));
        fails(1, "Who asks?", gesso(Map.of(), "export", canvas, "--url", there.http("") + ""));
        fails(2, "--format", exported("--format", "xml"));
        fails(2, "no id of a canvas", export(ann, "a b"));
        fails(1, "from", exported("--from", "yesterday"));
        fails(1, "Nothing happened", exported("--from", "2999-01-01T00:00:00Z"));
        Files.createDirectories(folder);
        fails(1, "is there already", exported());
        Files.delete(folder);
        // The disk is full, as far as this process can tell.
        var limited =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "ulimit -f 1; exec ../gesso export '%s' --url '%s' --out '%s'"
                                        .formatted(canvas, there.http(""), folder))
                        .redirectErrorStream(true);
        limited.environment().put("GESSO_BUILT", "1");
        limited.environment().put("GESSO_TOKEN", ann.token);
        var full = limited.start();
        var said = new String(full.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("cannot be written").contains("Nothing of it is left");
        assertThat(full.waitFor()).isEqualTo(1);
        try (Stream<Path> left = Files.list(folder.getParent())) {
            assertThat(left).isEmpty();
        }
    }

    private static void fails(int status, String why, GessoProcess.Ended ended) {
        assertThat(ended.output()).contains(why).doesNotContain("\tat ");
        assertThat(ended.status()).as(ended.output()).isEqualTo(status);
    }
}
