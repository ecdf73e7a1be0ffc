package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Canvases out of templates, in a running Gesso. */
class TemplatesIT {
    private final GessoProcess gesso = SharedGesso.get();
    private final Person ann = Person.guest(gesso, "Ann");

    @Test
    @DisplayName(
            "[C7] [ED-L80] a canvas starts from a template with widgets, screens and contents, once for a key")
    void withContents() throws Exception {
        var canvas = furnished();
        var template = save(ann, canvas, "Shopping week", true);
        assertThat(template.text("/scope")).isEqualTo("own");
        assertThat(template.at("/data").asBoolean()).isTrue();
        ann.post("/api/canvas/" + canvas + "/undo", "{}").ok();
        var body = "{\"template\":\"%s\",\"title\":\"Next week\"}".formatted(template.text("/id"));
        var key = Person.newKey();
        var made = ann.keyed("POST", "/api/canvas", key, body);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/title")).isEqualTo("Next week");
        assertThat(made.at("/grid/columns").asInt()).isEqualTo(10);
        assertThat(titles(made.at("/widgets"))).containsExactlyInAnyOrder("Shop", "Talk");
        var todo = widget(made.at("/widgets"), "todo");
        assertThat(todo.at("/position/x").asInt()).isEqualTo(4);
        assertThat(todo.at("/screens/tablet/position/y").asInt()).isEqualTo(3);
        var todos = ann.get("/api/apps/todo/" + todo.path("id").asText() + "/todos").ok();
        assertThat(todos.at("/items").findValuesAsText("text")).containsExactly("Milk");

        var again = ann.keyed("POST", "/api/canvas", key, body).ok();
        assertThat(again.text("/id")).isEqualTo(made.text("/id"));
        assertThat(again.at("/revision")).isEqualTo(made.at("/revision"));
        ann.keyed("POST", "/api/canvas", key, body.replace("Next", "Last"))
                .problem(409, "operation-reused");
        var other = ann.post("/api/canvas", body).ok();
        assertThat(other.text("/id")).isNotEqualTo(made.text("/id"));
    }

    @Test
    @DisplayName("[C7] [Z2] [ED-L80] such a canvas replays from its own journal alone")
    void replays() {
        var canvas = furnished();
        var template = save(ann, canvas, "Shopping week", true).text("/id");
        var made = start(ann, template);
        ann.delete("/api/templates/" + template).ok();
        ann.delete("/api/canvas/" + canvas).ok();
        var id = made.text("/id");
        var now = ann.get("/api/canvas/" + id + "/at/now").ok();
        var todo = widget(now.at("/canvas/widgets"), "todo").path("id").asText();
        assertThat(now.at("/widgets/" + todo + "/state/todos/0/text").asText()).isEqualTo("Milk");
        var types =
                ann.get("/api/canvas/" + id + "/history?limit=0")
                        .ok()
                        .raw()
                        .body()
                        .lines()
                        .map(line -> Json.parse(line).orElseThrow().path("type").asText())
                        .toList();
        assertThat(types).contains("created", "widget-added", "seeded", "screen-arranged");
        assertThat(types).doesNotContain("todo.created");
        ann.get("/api/templates/" + template).problem(404, "not-found");
    }

    @Test
    @DisplayName("[C7] [ED-L81] without contents the apps are empty, their settings are kept")
    void without() {
        var canvas = furnished();
        var made = start(ann, save(ann, canvas, "Empty week", false).text("/id"));
        var todo = widget(made.at("/widgets"), "todo").path("id").asText();
        var path = "/api/apps/todo/" + todo;
        assertThat(ann.get(path + "/todos").ok().at("/items")).isEmpty();
        assertThat(ann.get(path + "/config").ok().at("/hideDone").asBoolean()).isTrue();
    }

    @Test
    @DisplayName(
            "[B3] [X5] [ED-L82] a template is seen by its maker and by whoever may see its canvas, by nobody else")
    void seen() throws Exception {
        var bob = Person.guest(gesso, "Bob");
        var eve = Person.guest(gesso, "Eve");
        var canvas = furnished();
        ann.invite(canvas, bob, "viewer");
        ann.get("/api/canvas").ok();
        var template = save(ann, canvas, "Shared week", false).text("/id");
        assertThat(listed(ann, "own")).contains(template);
        assertThat(listed(bob, "shared")).contains(template);
        assertThat(listed(eve, "shared")).isEmpty();
        start(bob, template);
        eve.post("/api/canvas", "{\"template\":\"" + template + "\"}").problem(404, "not-found");
        eve.post("/api/canvas/" + canvas + "/templates", "{\"title\":\"Mine\"}")
                .problem(404, "not-found");
        bob.delete("/api/templates/" + template).problem(404, "not-found");
        ann.delete("/api/canvas/" + canvas + "/members/" + bob.id).ok();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!listed(bob, "shared").isEmpty() && System.nanoTime() < deadline) {
            GessoProcess.sleep(50);
        }
        assertThat(listed(bob, "shared")).isEmpty();
        var kept = save(ann, canvas, "Kept", false).text("/id");
        ann.delete("/api/canvas/" + canvas).ok();
        assertThat(listed(ann, "own")).contains(kept);
        start(ann, kept);
        assertThat(start(ann, kept).at("/members").size()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "[C7] [ED-L83] those that come with Gesso are in each language, and all of them work")
    void builtin() {
        for (var language : List.of("en", "de")) {
            var all = ann.get("/api/templates?language=" + language).ok().at("/items");
            assertThat(all).hasSizeGreaterThanOrEqualTo(5);
            for (var item : all) {
                if (item.path("scope").asText().equals("builtin")) {
                    var made = start(ann, item.path("id").asText());
                    assertThat(made.at("/widgets")).hasSameSizeAs(item.path("widgets"));
                }
            }
        }
        var plan = start(ann, "project-plan");
        var todo = widget(plan.at("/widgets"), "todo").path("id").asText();
        assertThat(ann.get("/api/apps/todo/" + todo + "/state").ok().at("/lists")).hasSize(3);
    }

    @Test
    @DisplayName("[B2] [ED-L82] faults are named; a reused key of a template is a conflict")
    void faults() {
        var canvas = ann.canvas("Plain");
        ann.post("/api/canvas/" + canvas + "/templates", "{\"title\":\" \"}")
                .problem(400, "invalid");
        ann.post("/api/canvas", "{\"template\":7}").problem(400, "invalid");
        ann.post("/api/canvas", "{\"template\":\"nothing\"}").problem(404, "not-found");
        var path = "/api/canvas/" + canvas + "/templates";
        var key = Person.newKey();
        var one = ann.keyed("POST", path, key, "{\"title\":\"A\"}").ok();
        assertThat(ann.keyed("POST", path, key, "{\"title\":\"A\"}").ok().text("/id"))
                .isEqualTo(one.text("/id"));
        ann.keyed("POST", path, key, "{\"title\":\"B\"}").problem(409, "operation-reused");
    }

    @Test
    @DisplayName("[B7] [ED-L80] killed in the middle, the creation is ended by the same request")
    void killed() throws Exception {
        var data = SharedGesso.folder("templates");
        var first = GessoProcess.up(data);
        var eva = Person.guest(first, "Eva");
        var source = eva.canvas("Large");
        for (int i = 0; i < 40; i++) {
            eva.todo(source, i % 4 * 3, i / 4 * 4);
        }
        var template = save(eva, source, "Large", true).text("/id");
        var body = "{\"template\":\"" + template + "\"}";
        var key = Person.newKey();
        var asking =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                eva.keyed("POST", "/api/canvas", key, body);
                            } catch (UncheckedIOException killed) {
                                // As it must be: there is no answer.
                            }
                        });
        GessoProcess.sleep(60);
        first.kill9();
        asking.join();
        try (var second = GessoProcess.up(data)) {
            var back = eva.at(second);
            var made = back.keyed("POST", "/api/canvas", key, body).ok();
            assertThat(made.at("/widgets")).hasSize(40);
            var ids = new HashSet<>(made.at("/widgets").findValuesAsText("id"));
            assertThat(ids).hasSize(40);
            assertThat(back.keyed("POST", "/api/canvas", key, body).ok().at("/revision"))
                    .isEqualTo(made.at("/revision"));
        }
    }

    /** A Todo with an item, arranged on a tablet, and a Chat; newest is an item that is undone. */
    private String furnished() {
        var canvas =
                ann.post("/api/canvas", "{\"title\":\"Week\",\"grid\":{\"columns\":10}}")
                        .ok()
                        .text("/id");
        var widgets = "/api/canvas/" + canvas + "/widgets";
        var todo = ann.todo(canvas, 4, 0);
        ann.patch(widgets + "/" + todo, "{\"title\":\"Shop\"}").ok();
        ann.patch(widgets + "/" + todo, "{\"screen\":\"tablet\",\"position\":{\"x\":0,\"y\":3}}")
                .ok();
        var chat =
                ann.post(widgets, "{\"appId\":\"chat\",\"position\":{\"x\":0,\"y\":0}}")
                        .ok()
                        .text("/id");
        ann.patch(widgets + "/" + chat, "{\"title\":\"Talk\"}").ok();
        ann.put("/api/apps/todo/" + todo + "/config", "{\"hideDone\":true}").ok();
        ann.post("/api/apps/todo/" + todo + "/todos", "{\"text\":\"Milk\"}").ok();
        return canvas;
    }

    private static Reply save(Person by, String canvas, String title, boolean data) {
        var body = Json.object().put("title", title).put("data", data).toString();
        var saved = by.post("/api/canvas/" + canvas + "/templates", body).ok();
        assertThat(saved.status()).isEqualTo(201);
        return saved;
    }

    private static Reply start(Person by, String template) {
        return by.post("/api/canvas", "{\"template\":\"" + template + "\"}").ok();
    }

    private static List<String> listed(Person by, String scope) {
        var ids = new ArrayList<String>();
        for (var item : by.get("/api/templates").ok().at("/items")) {
            if (item.path("scope").asText().equals(scope)) {
                ids.add(item.path("id").asText());
            }
        }
        return ids;
    }

    private static List<String> titles(JsonNode widgets) {
        return widgets.findValuesAsText("title");
    }

    private static JsonNode widget(JsonNode widgets, String app) {
        for (var one : widgets) {
            if (one.path("appId").asText().equals(app)) {
                return one;
            }
        }
        throw new AssertionError("no " + app + " in " + widgets);
    }
}
