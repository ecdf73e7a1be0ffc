package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The past of a canvas by HTTP: read, followed and made the start of another one. */
class HistoryIT {
    private static GessoProcess gesso;
    private static Person ann;
    private static Person bob;
    private String canvas;
    private String todo;
    private String todos;

    @BeforeAll
    static void start() {
        gesso = SharedGesso.get();
        ann = Person.guest(gesso, "Ann");
        bob = Person.guest(gesso, "Bob");
    }

    @BeforeEach
    void live() {
        canvas = ann.canvas("Plans");
        todo = widget("todo", 0);
        todos = "/api/apps/todo/" + todo + "/todos";
    }

    private String widget(String app, int x) {
        return ann.post(
                        "/api/canvas/" + canvas + "/widgets",
                        "{\"appId\":\"%s\",\"position\":{\"x\":%d,\"y\":0}}".formatted(app, x))
                .ok()
                .text("/id");
    }

    private Reply add(String text) {
        return ann.post(todos, Json.text(Json.object().put("text", text))).ok();
    }

    private static JsonNode at(Person person, String canvas, String instant) {
        return person.get("/api/canvas/" + canvas + "/at/" + instant).ok().at("");
    }

    /** What a fork has of a canvas, with the names of its apps for the ids of its widgets. */
    private static JsonNode inside(JsonNode state) {
        var inside = Json.object();
        inside.set("grid", state.at("/canvas/grid"));
        for (var widget : state.at("/canvas/widgets")) {
            ObjectNode placed = widget.deepCopy();
            placed.remove("id");
            placed.set("inside", state.path("widgets").path(widget.path("id").asText()));
            inside.set(widget.path("appId").asText(), placed);
        }
        return inside;
    }

    private static String widget(JsonNode state, String app) {
        for (var widget : state.at("/canvas/widgets")) {
            if (widget.path("appId").asText().equals(app)) {
                return widget.path("id").asText();
            }
        }
        throw new AssertionError("no " + app);
    }

    @Test
    @DisplayName("[DE-140] a fork of an instant is the canvas as it was, and lives on by itself")
    void fork() {
        var chat = widget("chat", 6);
        ann.post("/api/apps/chat/" + chat + "/messages", "{\"text\":\"Before\"}").ok();
        var then = add("milk").at("/at").asText();
        add("bread");
        ann.delete("/api/canvas/" + canvas + "/widgets/" + chat).ok();

        var path = "/api/canvas/" + canvas + "/fork";
        var made = ann.post(path, "{\"at\":" + then + ",\"title\":\"Once\"}");
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        var fork = made.text("/id");
        assertThat(made.header("location")).isEqualTo("/api/canvas/" + fork);
        assertThat(made.text("/title")).isEqualTo("Once");
        assertThat(made.text("/role")).isEqualTo("owner");
        assertThat(made.text("/from/canvas")).isEqualTo(canvas);
        assertThat(made.text("/from/at")).isEqualTo(then);
        assertThat(inside(at(ann, fork, "now"))).isEqualTo(inside(at(ann, canvas, then)));

        var past = at(ann, canvas, then);
        var own = "/api/apps/todo/" + widget(at(ann, fork, "now"), "todo") + "/todos";
        ann.post(own, "{\"text\":\"only here\"}").ok();
        assertThat(ann.get(own).ok().at("/items")).hasSize(2);
        assertThat(ann.get(todos).ok().at("/items")).hasSize(2);
        assertThat(at(ann, canvas, then)).isEqualTo(past);
        bob.get("/api/canvas/" + fork).problem(404, "not-found");
    }

    @Test
    @DisplayName("[DE-141] what cannot be forked is refused in words")
    void refusedForks() {
        var path = "/api/canvas/" + canvas + "/fork";
        ann.post(path, "{\"at\":5}").problem(404, "before-birth");
        ann.post(path, "{\"at\":\"2999-01-01T00:00:00Z\"}").problem(422, "future");
        assertThat(
                        ann.post(path, "{\"at\":\"soon\"}")
                                .problem(400, "invalid")
                                .text("/errors/0/field"))
                .isEqualTo("at");
        ann.post(path, "{\"title\":\" \"}").problem(400, "invalid");
        ann.post(path, "{\"from\":\"x\"}").problem(400, "invalid");
        bob.post(path, "{}").problem(404, "not-found");
        ann.invite(canvas, bob, "viewer");
        bob.post(path, "{}").problem(403, "forbidden");
    }

    @Test
    @DisplayName("[DE-142] history comes as CSV and as server-sent events, too")
    void formats() throws IOException, InterruptedException {
        add("say \"hi\", twice");
        var csv = history("", "text/csv").body();
        var rows = csv.split("\r\n", -1);
        assertThat(rows[0])
                .startsWith("canvas,of,rev,at,time,by,client,op,cause,correlation,app,type");
        assertThat(rows).hasSize(5);
        assertThat(csv).contains("\"\"text\"\":\"\"say \\\"\"hi\\\"\", twice\"\"");
        var events = history("?type=todo.created", "text/event-stream").body().split("\n");
        var line = history("?type=todo.created", "application/x-ndjson").body().strip();
        assertThat(events[0]).matches("id: \\d+~" + todo + "~1");
        assertThat(events[1]).isEqualTo("data: " + line);
        assertThat(history("", "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    @DisplayName("[DE-144] a timeline counts what the history tells, newest first or oldest first")
    void timeline() throws IOException, InterruptedException {
        ann.invite(canvas, bob, "editor");
        for (int i = 0; i < 5; i++) {
            add("task " + i);
        }
        bob.post(todos, "{\"text\":\"by Bob\"}").ok();
        ann.post("/api/canvas/" + canvas + "/layouts", "{\"name\":\"Before lunch\"}").ok();
        var path = "/api/canvas/" + canvas + "/timeline";
        var timeline = ann.get(path + "?buckets=1").ok().at("");
        var lines =
                history("?to=" + timeline.path("to").asText(), "application/x-ndjson")
                        .body()
                        .lines()
                        .map(line -> Json.parse(line).orElseThrow())
                        .toList();
        assertThat(timeline.path("events").asInt()).isEqualTo(lines.size());
        assertThat(timeline.path("from")).isEqualTo(lines.getFirst().path("at"));
        assertThat(timeline.path("buckets")).hasSize(1);
        for (var person : List.of(ann, bob)) {
            long made =
                    lines.stream()
                            .filter(line -> line.path("by").asText().equals(person.id))
                            .count();
            assertThat(timeline.at("/buckets/0/by/" + person.id).asLong()).isEqualTo(made);
        }
        assertThat(timeline.at("/people").findValuesAsText("name")).containsExactly("Ann", "Bob");
        assertThat(timeline.at("/chapters/0/n").asInt()).isEqualTo(lines.size());
        assertThat(timeline.at("/chapters/0/widgets/0").asText()).isEqualTo(todo);
        var saved = timeline.at("/names/0");
        assertThat(saved.path("name").asText()).isEqualTo("Before lunch");
        assertThat(lines)
                .anyMatch(line ->
                        line.path("at").equals(saved.path("at"))
                                && line.path("type").asText().equals("layout-saved"));
        var backwards =
                history("?order=desc&to=" + timeline.path("to").asText(), "application/x-ndjson")
                        .body()
                        .lines()
                        .map(line -> Json.parse(line).orElseThrow())
                        .toList();
        assertThat(backwards).isEqualTo(lines.reversed());
        ann.get(path + "?from=2999-01-01T00:00:00Z").problem(422, "future");
        ann.get(path + "?to=2001-01-01T00:00:00Z").problem(404, "before-birth");
        Person.guest(gesso, "Eve").get(path).problem(404, "not-found");
    }

    @Test
    @DisplayName("[DE-143] who follows sees what happens next, until the right to see it ends")
    void follows() throws Exception {
        ann.invite(canvas, bob, "viewer");
        var seen = new LinkedBlockingQueue<String>();
        var following =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                request(
                                                bob,
                                                "?follow=true&type=todo.created",
                                                "application/x-ndjson")
                                        .body()
                                        .filter(line -> !line.isEmpty())
                                        .forEach(seen::add);
                            } catch (IOException | InterruptedException failed) {
                                seen.add(failed.toString());
                            }
                        });
        for (var text : List.of("one", "two", "three")) {
            add(text);
            assertThat(seen.poll(10, TimeUnit.SECONDS)).contains("\"text\":\"" + text + "\"");
        }
        ann.delete("/api/canvas/" + canvas + "/members/" + bob.id).ok();
        following.join(10_000);
        assertThat(following.isAlive()).isFalse();
    }

    private HttpResponse<String> history(String query, String accept)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(asked(ann, query, accept), HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpResponse<Stream<String>> request(Person person, String query, String accept)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(asked(person, query, accept), HttpResponse.BodyHandlers.ofLines());
    }

    private HttpRequest asked(Person person, String query, String accept) {
        return HttpRequest.newBuilder(gesso.http("/api/canvas/" + canvas + "/history" + query))
                .header("Authorization", "Bearer " + person.token)
                .header("Accept", accept)
                .build();
    }
}
