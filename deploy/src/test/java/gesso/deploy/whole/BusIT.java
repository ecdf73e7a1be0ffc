package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The event bus as people, scripts and operators meet it. */
class BusIT {
    private static GessoProcess gesso;
    private static Person ann;
    private static Person bob;
    private String canvas;
    private String todo;

    @BeforeAll
    static void start() {
        gesso = SharedGesso.get();
        ann = Person.guest(gesso, "Ann");
        bob = Person.guest(gesso, "Bob");
    }

    @BeforeEach
    void canvas() {
        canvas = ann.canvas("Bus");
        todo = ann.todo(canvas, 0, 0);
    }

    static String widget(Person by, String canvas, String app, int x) {
        var body = "{\"appId\":\"%s\",\"position\":{\"x\":%d,\"y\":0}}".formatted(app, x);
        return by.post("/api/canvas/" + canvas + "/widgets", body).ok().text("/id");
    }

    private static ObjectNode event(String type, String source) {
        var event = Json.object().put("type", type).put("source", source);
        event.putObject("data").put("items", 3);
        return event;
    }

    private Reply publish(Person by, String key, JsonNode event) {
        return by.keyed("POST", "/api/canvas/" + canvas + "/events", key, Json.text(event));
    }

    static List<JsonNode> history(Person by, String canvas, String query) {
        return by.get("/api/canvas/" + canvas + "/history?limit=0" + query)
                .ok()
                .raw()
                .body()
                .lines()
                .map(line -> Json.parse(line).orElseThrow())
                .toList();
    }

    private static List<String> fields(Reply problem) {
        return problem.at("/errors").findValuesAsText("field");
    }

    @Test
    @DisplayName(
            "[ED-B1][E3][B6] what is published reaches sockets, history and its location, once, with its source")
    void publish() {
        try (var socket = Socket.join(ann, canvas, "tab")) {
            var made = publish(ann, "key-1", event("list.exported", "todo-service"));
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.body().fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("id", "type", "source", "widget", "revision", "at");
            assertThat(made.text("/widget")).isEqualTo(todo);
            assertThat(made.text("/id")).isEqualTo("c|" + canvas + "|" + todo + "#1");
            var told = socket.awaitEvent("list.exported");
            assertThat(told.at("/of").asText()).isEqualTo(todo);
            assertThat(told.at("/data/items").asInt()).isEqualTo(3);
            widgetsComeAndGo();
            var again = publish(ann, "key-1", event("list.exported", "todo-service"));
            assertThat(again.body()).isEqualTo(made.body());
            publish(ann, "key-1", event("list.imported", "todo-service"))
                    .problem(409, "operation-reused");
            var lines = history(ann, canvas, "&type=list.exported");
            assertThat(lines).hasSize(1);
            assertThat(lines.getFirst().path("source").asText()).isEqualTo("todo-service");
            var there = ann.get(made.header("location")).ok();
            assertThat(Json.parse(there.raw().body().strip())).contains(lines.getFirst());
        }
    }

    /** A second one of the app: a new publication would have to say which it means. */
    private void widgetsComeAndGo() {
        var second = ann.todo(canvas, 5, 0);
        var unclear = publish(ann, "key-2", event("list.exported", "todo-service"));
        assertThat(fields(unclear.problem(400, "invalid"))).containsExactly("metadata.widget");
        var meant = event("list.exported", "todo-service");
        meant.putObject("metadata").put("widget", second);
        assertThat(publish(ann, "key-3", meant.put("type", "list.sorted")).ok().text("/widget"))
                .isEqualTo(second);
    }

    @Test
    @DisplayName(
            "[ED-B1][E3] what is malformed is 400 with each fault by its field, too much is 413")
    void malformed() {
        var path = "/api/canvas/" + canvas + "/events";
        assertThat(fields(ann.post(path, "{}").problem(400, "invalid")))
                .containsExactlyInAnyOrder("type", "source", "data");
        assertThat(
                        fields(
                                ann.post(
                                                path,
                                                "{\"type\":\"exported\",\"source\":\"todo\",\"data\":7,\"when\":1}")
                                        .problem(400, "invalid")))
                .containsExactlyInAnyOrder("type", "source", "data", "when");
        assertThat(
                        fields(
                                publish(ann, "u1", event("a.b", "nobody-service"))
                                        .problem(400, "invalid")))
                .containsExactly("source");
        assertThat(
                        fields(
                                publish(ann, "u2", event("todo.created", "todo-service"))
                                        .problem(400, "invalid")))
                .containsExactly("type");
        var large = event("a.b", "todo-service");
        large.putObject("data").put("x", "y".repeat(17_000));
        assertThat(fields(publish(ann, "u3", large).problem(413, "too-large")))
                .containsExactly("data");
        assertThat(history(ann, canvas, ""))
                .noneMatch(line -> line.path("of").asText().equals(todo));
    }

    @Test
    @DisplayName("[ED-B1][X5] only who may edit the canvas publishes there")
    void rights() {
        var good = event("list.exported", "todo-service");
        publish(bob, "r1", good).problem(404, "not-found");
        ann.invite(canvas, bob, "commenter");
        publish(bob, "r2", good).problem(403, "forbidden");
        publish(Person.anonymous(gesso), "r3", good).problem(401, "unauthenticated");
    }

    @Test
    @DisplayName(
            "[ED-B2][B6][W9] a todo is done, a chat reacts, a list is exported: one chain, from the first operation on")
    void chain() {
        var chat = widget(ann, canvas, "chat", 5);
        ann.invite(canvas, bob, "editor");
        var item = ann.post("/api/apps/todo/" + todo + "/todos", "{\"text\":\"Milk\"}").ok();
        try (var one = Socket.join(ann, canvas, "one");
                var two = Socket.join(bob, canvas, "two")) {
            var first = one.send(todo, "todo.toggle", Json.object().put("id", item.text("/id")));
            var done = two.awaitEvent("todo.toggled");
            assertThat(done.path("op").asText()).isEqualTo(first);
            assertThat(done.has("correlation")).as("it is the operation itself").isFalse();
            var second = Socket.newOperation();
            two.send(
                    Socket.command(second, chat, "chat.post", Json.object().put("text", "Done"))
                            .put("cause", first)
                            .put("correlation", first));
            var posted = one.awaitEvent("chat.posted");
            assertThat(posted.path("cause").asText()).isEqualTo(first);
            assertThat(posted.path("correlation").asText()).isEqualTo(first);
            var exported = event("list.exported", "todo-service");
            exported.putObject("metadata").put("cause", second).put("correlation", first);
            publish(ann, "third-" + first, exported).ok();
            one.acked(todo, "todo.add", Json.object().put("text", "Something else"));

            var lines = history(ann, canvas, "&correlation=" + encoded(first));
            assertThat(lines)
                    .extracting(line -> line.path("type").asText())
                    .containsExactly("todo.toggled", "chat.posted", "list.exported");
            assertThat(lines)
                    .extracting(line -> line.path("cause").asText())
                    .containsExactly("null", first, second);
            assertThat(lines)
                    .extracting(line -> line.path("source").asText())
                    .containsExactly("todo-service", "chat-service", "todo-service");
            assertThat(lines)
                    .allSatisfy(
                            line -> assertThat(line.path("correlation").asText()).isEqualTo(first));
        }
    }

    @Test
    @DisplayName(
            "[ED-B3][B6] over HTTP a request's correlation is its chain's, else its operation's id is")
    void overHttp() {
        var path = "/api/apps/todo/" + todo + "/todos";
        var keyed = ann.keyed("POST", path, "op-of-mine", "{\"text\":\"One\"}").ok();
        assertThat(keyed.header("x-correlation-id")).isEqualTo("op-of-mine");
        var plain = ann.post(path, "{\"text\":\"Two\"}").ok();
        var given =
                ann.send(
                                ann.json(path)
                                        .header("X-Correlation-Id", "chain-7")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "{\"text\":\"Three\"}")))
                        .ok();
        assertThat(given.header("x-correlation-id")).isEqualTo("chain-7");
        var lines = history(ann, canvas, "&of=" + todo);
        assertThat(lines)
                .extracting(line -> line.path("correlation").asText())
                .containsExactly("op-of-mine", plain.header("x-correlation-id"), "chain-7");
        assertThat(lines.get(1).path("op").asText()).isEqualTo(plain.header("x-correlation-id"));
        assertThat(history(ann, canvas, "&correlation=chain-7")).hasSize(1);
        assertThat(history(ann, canvas, "&correlation=op-of-mine")).hasSize(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName(
            "[ED-B4][E4] who is named in a chat, or is to do a todo, finds it at once, until it is read or they have left")
    void told() {
        var dan = Person.guest(gesso, "Dan");
        ann.invite(canvas, dan, "editor");
        var chat = widget(ann, canvas, "chat", 5);
        var message =
                ann.post(
                                "/api/apps/chat/" + chat + "/messages",
                                "{\"text\":\"<@" + dan.id + "> look\"}")
                        .ok()
                        .text("/id");
        ann.post(
                        "/api/apps/todo/" + todo + "/todos",
                        "{\"text\":\"Buy milk\",\"assignee\":\"" + dan.id + "\"}")
                .ok();
        ann.post("/api/canvas/" + canvas + "/comments", "{\"text\":\"<@" + dan.id + "> and here\"}")
                .ok();
        var told = dan.get("/api/notifications").ok();
        assertThat(told.at("/unread").asInt()).isEqualTo(3);
        assertThat(told.at("/items").findValuesAsText("kind"))
                .containsExactly("mention", "todo-assigned", "chat-mention");
        var assigned = told.at("/items/1");
        assertThat(assigned.path("text").asText()).isEqualTo("Buy milk");
        assertThat(assigned.path("widget").asText()).isEqualTo(todo);
        assertThat(assigned.path("name").asText()).isEqualTo("Ann");
        assertThat(told.at("/items/2/item").asText()).isEqualTo(message);
        var first = dan.get("/api/notifications?limit=2").ok();
        var rest = dan.get("/api/notifications?limit=2&after=" + encoded(first.text("/next"))).ok();
        assertThat(rest.at("/items")).containsExactly(told.at("/items/2"));
        var read = Json.object().put("event", assigned.path("event").asText());
        assertThat(dan.post("/api/notifications/read", Json.text(read)).ok().at("/unread").asInt())
                .isEqualTo(2);
        assertThat(
                        dan.post("/api/notifications/read", "{\"canvas\":\"" + canvas + "\"}")
                                .ok()
                                .at("/unread")
                                .asInt())
                .isZero();
        assertThat(ann.get("/api/notifications").ok().at("/items")).isEmpty();
        ann.delete("/api/canvas/" + canvas + "/members/" + dan.id).ok();
        assertThat(dan.get("/api/notifications").ok().at("/items")).isEmpty();
    }

    @Test
    @DisplayName(
            "[ED-B5][E6] operators see the subscriptions of the bus, what is parked, and numbers")
    void operators() {
        var ops = Person.anonymous(gesso.ops(""));
        var bus = ops.get("/bus").ok();
        assertThat(bus.at("/subscriptions").findValuesAsText("name"))
                .containsExactly("chat-mentions", "todo-assignments");
        assertThat(bus.at("/subscriptions"))
                .allSatisfy(one -> {
                    assertThat(one.path("parked").asInt()).isZero();
                    assertThat(one.path("events")).isEmpty();
                    assertThat(one.path("pattern").asText()).endsWith(".*");
                });
        assertThat(ops.post("/bus/chat-mentions/again", "").ok().at("/events").asInt()).isZero();
        ann.post("/api/apps/todo/" + todo + "/todos", "{\"text\":\"One\"}").ok();
        await().untilAsserted(() ->
                assertThat(ops.get("/metrics").ok().raw().body())
                        .contains("gesso_bus_delivered_total{subscription=\"todo-assignments\"}")
                        .contains("projection=\"todo-assignments\""));
    }

    @Test
    @DisplayName(
            "[DE-B1][DE-B2][E7][E6] over two nodes: an event reaches the other node's socket with its origin, and whichever node is killed, each person is told of each thing once")
    void nodes() {
        try (var nodes = ClusterNodes.start(2)) {
            nodes.awaitWhole(2);
            var eve = Person.guest(nodes.edge(1), "Eve");
            var fred = Person.guest(nodes.edge(2), "Fred");
            var shared = eve.canvas("Two");
            eve.invite(shared, fred.at(nodes.edge(1)), "editor");
            var list = eve.todo(shared, 0, 0);
            try (var one = Socket.join(eve, shared, "tab-1");
                    var two = Socket.join(fred, shared, "tab-2")) {
                var op = Socket.newOperation();
                one.send(
                        Socket.command(
                                        op,
                                        list,
                                        "emit",
                                        Json.parse(
                                                        "{\"type\":\"list.exported\",\"data\":{\"n\":3}}")
                                                .orElseThrow())
                                .put("cause", "op-before")
                                .put("correlation", "op-first"));
                var told = two.awaitEvent("list.exported");
                assertThat(told.path("by").asText()).isEqualTo(eve.id);
                assertThat(told.path("client").asText()).isEqualTo("tab-1");
                assertThat(told.path("op").asText()).isEqualTo(op);
                assertThat(told.path("cause").asText()).isEqualTo("op-before");
                assertThat(told.path("correlation").asText()).isEqualTo("op-first");
                assertThat(told.path("of").asText()).isEqualTo(list);
            }
            assign(eve, list, fred, 0);
            for (int victim = 1; victim <= 2; victim++) {
                var before = nodes.pid(victim);
                assign(eve.at(nodes.edge(3 - victim)), list, fred, victim * 10);
                nodes.signal(victim, "KILL");
                assign(eve.at(nodes.edge(3 - victim)), list, fred, victim * 10 + 5);
                nodes.awaitReady(victim, before);
                nodes.awaitWhole(2);
            }
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(
                                            fred.get("/api/notifications?limit=100")
                                                    .ok()
                                                    .at("/items")
                                                    .findValuesAsText("text"))
                                    .containsExactlyInAnyOrderElementsOf(
                                            IntStream.of(0, 10, 15, 20, 25)
                                                    .boxed()
                                                    .flatMap(from ->
                                                            IntStream.range(from, from + 5)
                                                                    .mapToObj(n -> "Task " + n))
                                                    .toList()));
        }
    }

    /** Five tasks, each sent until it is acknowledged. */
    private static void assign(Person by, String list, Person to, int from) {
        for (int n = from; n < from + 5; n++) {
            var body = Json.object().put("text", "Task " + n).put("assignee", to.id);
            var key = "task-" + n;
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() ->
                            by.keyed(
                                                    "POST",
                                                    "/api/apps/todo/" + list + "/todos",
                                                    key,
                                                    Json.text(body))
                                            .status()
                                    == 201);
        }
    }
}
