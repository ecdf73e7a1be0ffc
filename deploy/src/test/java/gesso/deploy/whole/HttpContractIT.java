package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every route that people and scripts rely on, with its status, its shape and its headers. */
class HttpContractIT {
    private static GessoProcess gesso;
    private static Person ann;
    private static Person bob;

    @BeforeAll
    static void start() {
        gesso = SharedGesso.get();
        ann = Person.guest(gesso, "Ann");
        bob = Person.guest(gesso, "Bob");
    }

    @Test
    @DisplayName(
            "[DE-20] a guest, a registration and a login answer with a token, and me says who that is")
    void signIn() {
        var nobody = Person.anonymous(gesso);
        var mail = "ann-" + Person.newKey() + "@example.org";
        var account =
                "{\"email\":\""
                        + mail
                        + "\",\"password\":\"correct horse battery\",\"name\":\"Ann\"}";
        var registered = nobody.post("/api/auth/register", account).ok();
        assertThat(Instant.parse(registered.text("/expiresAt"))).isAfter(Instant.now());
        var login =
                nobody.post(
                                "/api/auth/login",
                                "{\"email\":\""
                                        + mail
                                        + "\",\"password\":\"correct horse battery\"}")
                        .ok();
        assertThat(login.text("/user/id")).isEqualTo(registered.text("/user/id"));
        var me = Person.signedIn(gesso, login).get("/api/auth/me").ok();
        assertThat(me.text("/id")).isEqualTo(registered.text("/user/id"));
        assertThat(me.text("/name")).isEqualTo("Ann");
        nobody.post(
                        "/api/auth/login",
                        "{\"email\":\"" + mail + "\",\"password\":\"wrong horse battery\"}")
                .problem(401, "unauthenticated");
        nobody.post("/api/auth/register", account).problem(409, "conflict");
    }

    @Test
    @DisplayName("[DE-20] a refresh token works once; used again it ends that sign-in")
    void refresh() {
        var nobody = Person.anonymous(gesso);
        var guest = Person.guest(gesso, "Rae");
        var first = "{\"refreshToken\":\"" + guest.refreshToken + "\"}";
        var second = nobody.post("/api/auth/refresh", first).ok();
        assertThat(second.text("/refreshToken")).isNotEqualTo(guest.refreshToken);
        nobody.post("/api/auth/refresh", first).problem(401, "unauthenticated");
        nobody.post(
                        "/api/auth/refresh",
                        "{\"refreshToken\":\"" + second.text("/refreshToken") + "\"}")
                .problem(401, "unauthenticated");
    }

    @Test
    @DisplayName("[DE-20] logout ends the refresh token")
    void logout() {
        var guest = Person.guest(gesso, "Lou");
        var token = "{\"refreshToken\":\"" + guest.refreshToken + "\"}";
        guest.post("/api/auth/logout", token).ok();
        Person.anonymous(gesso).post("/api/auth/refresh", token).problem(401, "unauthenticated");
    }

    @Test
    @DisplayName("[DE-21] a new canvas answers 201 with its place and its state")
    void newCanvas() {
        var answer = ann.post("/api/canvas", "{\"title\":\"Plans\"}").ok();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("location")).endsWith("/api/canvas/" + answer.text("/id"));
        assertThat(answer.text("/title")).isEqualTo("Plans");
        assertThat(answer.at("/revision").asLong()).isPositive();
        assertThat(answer.at("/at").asLong() / 2048)
                .isCloseTo(System.currentTimeMillis(), within(10_000L));
        assertThat(answer.text("/role")).isEqualTo("owner");
        assertThat(answer.at("/grid/columns").asInt()).isEqualTo(12);
        assertThat(answer.text("/grid/collision")).isEqualTo("push");
        assertThat(answer.at("/widgets").isArray()).isTrue();
        assertThat(answer.at("/layouts").isArray()).isTrue();
        assertThat(answer.at("/members").size()).isEqualTo(1);
        var again = ann.get("/api/canvas/" + answer.text("/id")).ok();
        assertThat(again.header("etag")).contains(again.text("/revision"));
    }

    private static org.assertj.core.data.Offset<Long> within(long value) {
        return org.assertj.core.data.Offset.offset(value);
    }

    @Test
    @DisplayName("[DE-21] my canvases hold the one that I have just made, and nobody else's")
    void list() {
        var id = ann.canvas("Just made");
        assertThat(ids(ann.get("/api/canvas?limit=1000").ok())).contains(id);
        assertThat(ids(bob.get("/api/canvas?limit=1000").ok())).doesNotContain(id);
    }

    @Test
    @DisplayName("[DE-21] a list comes in pages that follow each other without a gap or a repeat")
    void pages() {
        var paul = Person.guest(gesso, "Paul");
        var made =
                java.util.stream.IntStream.range(0, 5)
                        .mapToObj(n -> paul.canvas("Page " + n))
                        .toList();
        var got = new java.util.ArrayList<String>();
        var after = "";
        do {
            var page = paul.get("/api/canvas?limit=2" + after).ok();
            got.addAll(ids(page));
            var next = page.at("/next");
            after =
                    next.isNull() || next.isMissingNode() || next.asText().isEmpty()
                            ? ""
                            : "&after="
                                    + java.net.URLEncoder.encode(
                                            next.asText(), java.nio.charset.StandardCharsets.UTF_8);
        } while (!after.isEmpty());
        assertThat(got).containsExactlyInAnyOrderElementsOf(made);
    }

    private static java.util.List<String> ids(Reply list) {
        return StreamSupport.stream(list.at("/items").spliterator(), false)
                .map(item -> item.path("id").asText())
                .toList();
    }

    @Test
    @DisplayName("[C1] the grid can be configured, and title and grid are read back")
    void grid() {
        var canvas = ann.canvas("Grid");
        ann.patch(
                        "/api/canvas/" + canvas,
                        "{\"title\":\"Wide\",\"grid\":{\"columns\":24,\"collision\":\"free\"}}")
                .ok();
        var state = ann.state(canvas);
        assertThat(state.at("/title").asText()).isEqualTo("Wide");
        assertThat(state.at("/grid/columns").asInt()).isEqualTo(24);
        assertThat(state.at("/grid/collision").asText()).isEqualTo("free");
        assertThat(state.at("/grid/rowHeight").asInt()).isEqualTo(72);
    }

    @Test
    @DisplayName(
            "[C2] [C3] [C4] [C5] a widget is added with a stable id, moved, resized, renamed, removed")
    void widgets() {
        var canvas = ann.canvas("Widgets");
        var path = "/api/canvas/" + canvas + "/widgets";
        var added = ann.post(path, "{\"appId\":\"todo\",\"position\":{\"x\":1,\"y\":2}}").ok();
        assertThat(added.status()).isEqualTo(201);
        var widget = added.text("/id");
        assertThat(added.header("location")).endsWith(path + "/" + widget);
        assertThat(added.text("/appId")).isEqualTo("todo");
        assertThat(added.text("/appVersion")).isNotBlank();
        ann.patch(path + "/" + widget, "{\"position\":{\"x\":4,\"y\":0}}").ok();
        ann.patch(path + "/" + widget, "{\"size\":{\"w\":5,\"h\":5}}").ok();
        ann.patch(path + "/" + widget, "{\"title\":\"Mine\",\"locked\":true}").ok();
        var seen = widget(ann.state(canvas), widget);
        assertThat(seen.at("/position").toString()).isEqualTo("{\"x\":4,\"y\":0}");
        assertThat(seen.at("/size").toString()).isEqualTo("{\"w\":5,\"h\":5}");
        assertThat(seen.at("/title").asText()).isEqualTo("Mine");
        assertThat(seen.at("/locked").asBoolean()).isTrue();
        ann.patch(path + "/" + widget, "{\"locked\":false}").ok();
        ann.delete(path + "/" + widget).ok();
        assertThat(ann.state(canvas).at("/widgets").size()).isZero();
    }

    private static JsonNode widget(JsonNode state, String id) {
        return StreamSupport.stream(state.at("/widgets").spliterator(), false)
                .filter(widget -> widget.at("/id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("[C6] the same drops in another order give the same grid")
    void orderOfDrops() {
        assertThat(shown("one", "two", "three")).isEqualTo(shown("three", "one", "two"));
    }

    private static String shown(String... order) {
        var canvas = ann.canvas("Drops");
        try (var socket = Socket.join(ann, canvas, "drops")) {
            for (var name : order) {
                var data = Json.object().put("appId", "todo").put("widget", name);
                data.set("position", Json.object().put("x", name.length() % 3).put("y", 1));
                socket.acked("canvas", "add-widget", data);
            }
        }
        var places = new java.util.TreeMap<String, String>();
        ann.state(canvas)
                .at("/widgets")
                .forEach(widget ->
                        places.put(widget.at("/id").asText(), widget.at("/position").toString()));
        return places.toString();
    }

    @Test
    @DisplayName(
            "[C7] [C8] a layout is saved with its author and time, and loads places without touching data")
    void layouts() {
        var canvas = ann.canvas("Layouts");
        var widget = ann.todo(canvas, 0, 0);
        var path = "/api/canvas/" + canvas + "/layouts";
        var saved = ann.post(path, "{\"name\":\"Morning\"}").ok();
        assertThat(saved.status()).isEqualTo(201);
        var layout = saved.text("/id");
        ann.patch(
                        "/api/canvas/" + canvas + "/widgets/" + widget,
                        "{\"position\":{\"x\":6,\"y\":3}}")
                .ok();
        ann.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"Stay\"}").ok();
        var listed = ann.get(path).ok().at("/items/0");
        assertThat(listed.at("/name").asText()).isEqualTo("Morning");
        assertThat(listed.toString()).contains(ann.id);
        ann.post(path + "/" + layout + "/load", "{}").ok();
        assertThat(widget(ann.state(canvas), widget).at("/position").toString())
                .isEqualTo("{\"x\":0,\"y\":0}");
        assertThat(ann.get("/api/apps/todo/" + widget + "/todos").ok().text("/items/0/text"))
                .isEqualTo("Stay");
        ann.post(path + "/no-such-layout/load", "{}").problem(404, "not-found");
    }

    @Test
    @DisplayName(
            "[DE-120] [X5] comments are written, answered, edited, resolved, removed, restored")
    void comments() {
        var canvas = ann.canvas("Comments");
        var widget = ann.todo(canvas, 0, 0);
        var carl = Person.guest(gesso, "Carl");
        ann.invite(canvas, carl, "commenter");
        var path = "/api/canvas/" + canvas + "/comments";
        var body = "{\"text\":\"Done, <@" + ann.id + ">?\",\"widget\":\"" + widget + "\"}";
        var said = carl.keyed("POST", path, "comment-1", body).ok();
        assertThat(said.status()).isEqualTo(201);
        var first = said.text("/id");
        assertThat(said.header("location")).contains(path + "/" + first);
        assertThat(said.text("/mentions/0")).isEqualTo(ann.id);
        assertThat(said.at("/about")).isEqualTo(said.at("/at"));
        assertThat(carl.keyed("POST", path, "comment-1", body).ok().text("/id")).isEqualTo(first);
        ann.post(path, "{\"text\":\"Yes\",\"parent\":\"" + first + "\"}").ok();
        var listed = carl.get(path).ok();
        assertThat(listed.at("/items").size()).isEqualTo(2);
        assertThat(listed.text("/items/0/widget")).isEqualTo(widget);
        assertThat(listed.text("/items/1/parent")).isEqualTo(first);
        assertThat(carl.get(path + "?limit=1").ok().text("/next")).isEqualTo(first);
        var one = path + "/" + first;
        ann.patch(one, "{\"text\":\"Mine\"}").problem(403, "forbidden");
        carl.patch(one, "{\"resolved\":true}").problem(403, "forbidden");
        carl.patch(one, "{\"text\":\"\"}").problem(400, "invalid");
        assertThat(carl.patch(one, "{\"text\":\"Is it?\"}").ok().text("/text")).isEqualTo("Is it?");
        assertThat(ann.patch(one, "{\"resolved\":true}").ok().at("/resolved").asBoolean()).isTrue();
        carl.delete(one).ok();
        carl.delete(one).problem(410, "gone");
        assertThat(carl.get(path).ok().text("/items/0/text")).isEmpty();
        ann.post(one + "/restore", "{}").ok();
        assertThat(carl.get(path).ok().text("/items/0/text")).isEqualTo("Is it?");
        carl.post(path, "{\"text\":\"?\",\"widget\":\"never\"}").problem(404, "not-found");
        carl.post(path, "{\"text\":\"?\",\"at\":\"2999-01-01T00:00:00Z\"}").problem(422, "future");
        bob.get(path).problem(404, "not-found");
        ann.put("/api/canvas/" + canvas + "/members/" + carl.id, "{\"role\":\"viewer\"}").ok();
        carl.post(path, "{\"text\":\"?\"}").problem(403, "forbidden");
        carl.get(path).ok();
    }

    @Test
    @DisplayName("[DE-121] a copy has the app's data of its source, once, and goes by one undo")
    void copies() {
        var from = ann.canvas("From");
        var to = ann.canvas("To");
        var widget = ann.todo(from, 0, 0);
        ann.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"Milk\"}").ok();
        ann.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"Bread\"}").ok();
        ann.patch("/api/canvas/" + from + "/widgets/" + widget, "{\"title\":\"Shopping\"}").ok();
        var path = "/api/canvas/" + to + "/copies";
        var source = "{\"canvas\":\"" + from + "\",\"widget\":\"" + widget + "\"}";
        var body = "{\"from\":" + source + ",\"position\":{\"x\":4,\"y\":1}}";
        var made = ann.keyed("POST", path, "copy-1", body).ok();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/title")).isEqualTo("Shopping");
        assertThat(made.at("/position/x").asInt()).isEqualTo(4);
        var copy = made.text("/id");
        var before = ann.get("/api/apps/todo/" + widget + "/state").ok().at("");
        assertThat(ann.get("/api/apps/todo/" + copy + "/state").ok().at("").path("todos"))
                .isEqualTo(before.path("todos"));
        var again = ann.keyed("POST", path, "copy-1", body).ok();
        assertThat(again.text("/id")).isEqualTo(copy);
        assertThat(again.at("/revision")).isEqualTo(made.at("/revision"));
        assertThat(ann.state(to).at("/widgets").size()).isEqualTo(1);
        ann.post("/api/apps/todo/" + copy + "/todos", "{\"text\":\"Salt\"}").ok();
        assertThat(ann.get("/api/apps/todo/" + widget + "/todos").ok().at("/items").size())
                .isEqualTo(2);
        ann.delete("/api/canvas/" + from + "/widgets/" + widget).ok();
        assertThat(ann.keyed("POST", path, "copy-1", body).ok().text("/id")).isEqualTo(copy);
        ann.post(path, body).problem(410, "gone");
        bob.post("/api/canvas/" + bob.canvas("Mine") + "/copies", body).problem(404, "not-found");
        ann.post("/api/canvas/" + to + "/undo", "{}").ok();
        ann.post("/api/canvas/" + to + "/undo", "{}").ok();
        assertThat(ann.state(to).at("/widgets").size()).isZero();
    }

    @Test
    @DisplayName("[DE-122] a deleted canvas is listed for its owner and comes back as it was")
    void restore() {
        var canvas = ann.canvas("Soon gone");
        var widget = ann.todo(canvas, 0, 0);
        ann.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"Stay\"}").ok();
        ann.invite(canvas, bob, "editor");
        ann.delete("/api/canvas/" + canvas).ok();
        ann.get("/api/canvas/" + canvas).problem(410, "gone");
        var listed = ann.get("/api/canvas?deleted=true").ok();
        assertThat(ids(listed)).contains(canvas);
        assertThat(Instant.parse(listed.text("/items/0/restorableUntil")))
                .isAfter(Instant.now().plusSeconds(29 * 24 * 3_600));
        assertThat(ids(bob.get("/api/canvas?deleted=true").ok())).doesNotContain(canvas);
        assertThat(ids(ann.get("/api/canvas?limit=1000").ok())).doesNotContain(canvas);
        var path = "/api/canvas/" + canvas + "/restore";
        bob.post(path, "{}").problem(403, "forbidden");
        Person.guest(gesso, "Eve").post(path, "{}").problem(404, "not-found");
        ann.post(path, "{}").ok();
        assertThat(ids(ann.get("/api/canvas?limit=1000").ok())).contains(canvas);
        assertThat(bob.state(canvas).at("/widgets").size()).isEqualTo(1);
        assertThat(ann.get("/api/apps/todo/" + widget + "/todos").ok().text("/items/0/text"))
                .isEqualTo("Stay");
        ann.patch("/api/canvas/" + canvas, "{\"title\":\"Back\"}").ok();
    }

    @Test
    @DisplayName("[DE-123] who is named or answered is told, once, until it is read")
    void notifications() {
        var dan = Person.guest(gesso, "Dan");
        var canvas = ann.canvas("Told");
        ann.invite(canvas, dan, "editor");
        var path = "/api/canvas/" + canvas + "/comments";
        var first =
                ann.post(path, "{\"text\":\"<@" + dan.id + "> <@" + ann.id + "> look\"}")
                        .ok()
                        .text("/id");
        var told = dan.get("/api/notifications").ok();
        assertThat(told.at("/unread").asInt()).isEqualTo(1);
        assertThat(told.text("/items/0/kind")).isEqualTo("mention");
        assertThat(told.text("/items/0/name")).isEqualTo("Ann");
        assertThat(told.text("/items/0/title")).isEqualTo("Told");
        assertThat(told.text("/items/0/comment")).isEqualTo(first);
        dan.post(path, "{\"text\":\"Yes\",\"parent\":\"" + first + "\"}").ok();
        var answered = ann.get("/api/notifications?limit=1").ok();
        assertThat(answered.text("/items/0/kind")).isEqualTo("answer");
        assertThat(answered.text("/items/0/text")).isEqualTo("Yes");
        dan.post("/api/notifications/read", "{\"canvas\":\"" + canvas + "\"}").ok();
        assertThat(dan.get("/api/notifications").ok().at("/items/0/read").asBoolean()).isTrue();
        ann.delete("/api/canvas/" + canvas + "/members/" + dan.id).ok();
        assertThat(dan.get("/api/notifications").ok().at("/items").size()).isZero();
        Person.anonymous(gesso).get("/api/notifications").problem(401, "unauthenticated");
        dan.post("/api/notifications/read", "{\"canvas\":1}").problem(400, "invalid");
    }

    @Test
    @DisplayName("[DE-22] a link lets somebody in with its role; revoked it lets nobody in")
    void links() {
        var canvas = ann.canvas("Links");
        var carl = Person.guest(gesso, "Carl");
        carl.get("/api/canvas/" + canvas).problem(404, "not-found");
        var made = ann.post("/api/canvas/" + canvas + "/links", "{\"role\":\"viewer\"}").ok();
        assertThat(made.text("/url")).startsWith("http").contains(made.text("/link"));
        var join = "{\"link\":\"" + made.text("/link") + "\"}";
        var joined = carl.post("/api/canvas/join", join).ok();
        assertThat(joined.text("/canvas")).isEqualTo(canvas);
        assertThat(joined.text("/role")).isEqualTo("viewer");
        assertThat(carl.state(canvas).at("/role").asText()).isEqualTo("viewer");
        ann.delete("/api/canvas/" + canvas + "/links/" + made.text("/id")).ok();
        var dora = Person.guest(gesso, "Dora");
        assertThat(dora.post("/api/canvas/join", join).status()).isIn(404, 410);
        dora.get("/api/canvas/" + canvas).problem(404, "not-found");
    }

    @Test
    @DisplayName("[X5] each role may do exactly what it is for")
    void matrix() {
        var canvas = ann.canvas("Roles");
        var widget = ann.todo(canvas, 0, 0);
        var path = "/api/canvas/" + canvas;
        for (var role : new String[] {"viewer", "commenter", "editor", "analyst"}) {
            var one = Person.guest(gesso, role);
            ann.invite(canvas, one, role.equals("analyst") ? "viewer" : role);
            ann.put(path + "/members/" + one.id, "{\"role\":\"" + role + "\"}").ok();
            one.get(path).ok();
            one.get(path + "/history").ok();
            var mayEdit = role.equals("editor");
            expect(
                    one.patch(path + "/widgets/" + widget, "{\"position\":{\"x\":1,\"y\":0}}"),
                    mayEdit);
            expect(
                    one.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"" + role + "\"}"),
                    mayEdit);
            expect(one.post(path + "/layouts", "{\"name\":\"" + role + "\"}"), mayEdit);
            expect(one.patch(path, "{\"grid\":{\"columns\":20}}"), false);
            expect(one.post(path + "/links", "{\"role\":\"viewer\"}"), false);
            expect(one.put(path + "/members/" + bob.id, "{\"role\":\"owner\"}"), false);
            expect(one.delete(path), false);
        }
    }

    private static void expect(Reply reply, boolean allowed) {
        if (allowed) {
            reply.ok();
        } else {
            reply.problem(403, "forbidden");
        }
    }

    @Test
    @DisplayName("[DE-22] the last owner cannot leave")
    void lastOwner() {
        var canvas = ann.canvas("Alone");
        ann.delete("/api/canvas/" + canvas + "/members/" + ann.id).problem(409, "last-owner");
        ann.invite(canvas, bob, "editor");
        ann.put("/api/canvas/" + canvas + "/members/" + bob.id, "{\"role\":\"owner\"}").ok();
        ann.delete("/api/canvas/" + canvas + "/members/" + ann.id).ok();
        ann.get("/api/canvas/" + canvas).problem(404, "not-found");
    }

    @Test
    @DisplayName("[DE-23] undo takes back the caller's newest step, redo brings it again")
    void undo() {
        var canvas = ann.canvas("Undo");
        var widget = ann.todo(canvas, 0, 0);
        var path = "/api/canvas/" + canvas;
        ann.patch(path + "/widgets/" + widget, "{\"position\":{\"x\":5,\"y\":1}}").ok();
        ann.post(path + "/undo", "{}").ok();
        assertThat(widget(ann.state(canvas), widget).at("/position/x").asInt()).isZero();
        ann.post(path + "/redo", "{}").ok();
        assertThat(widget(ann.state(canvas), widget).at("/position/x").asInt()).isEqualTo(5);
        ann.post(path + "/undo", "{\"preview\":true}").ok();
        assertThat(widget(ann.state(canvas), widget).at("/position/x").asInt()).isEqualTo(5);
    }

    @Test
    @DisplayName("[DE-24] history tells every event of the canvas and its widgets in order of time")
    void history() {
        var canvas = ann.canvas("History");
        var widget = ann.todo(canvas, 0, 0);
        ann.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"One\"}").ok();
        var answer = ann.get("/api/canvas/" + canvas + "/history?limit=0").ok();
        assertThat(answer.header("content-type")).startsWith("application/x-ndjson");
        var lines =
                answer.raw().body().lines().map(line -> Json.parse(line).orElseThrow()).toList();
        assertThat(lines.stream().map(line -> line.at("/type").asText()))
                .containsSubsequence("created", "widget-added", "todo.created");
        assertThat(lines.stream().map(line -> line.at("/at").asLong())).isSorted();
        for (var line : lines) {
            assertThat(line.fieldNames())
                    .toIterable()
                    .contains(
                            "canvas",
                            "of",
                            "rev",
                            "at",
                            "time",
                            "by",
                            "client",
                            "op",
                            "correlation",
                            "type",
                            "data");
            assertThat(line.at("/by").asText()).isEqualTo(ann.id);
        }
        bob.get("/api/canvas/" + canvas + "/history").problem(404, "not-found");
    }

    @Test
    @DisplayName("[DE-24] at/now tells the whole state of one instant")
    void now() {
        var canvas = ann.canvas("Now");
        var widget = ann.todo(canvas, 0, 0);
        ann.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"One\"}").ok();
        var now = ann.get("/api/canvas/" + canvas + "/at/now").ok();
        assertThat(now.at("/at").asLong()).isPositive();
        assertThat(now.text("/canvas/title")).isEqualTo("Now");
        assertThat(now.text("/widgets/" + widget + "/app/id")).isEqualTo("todo");
        assertThat(now.text("/widgets/" + widget + "/state/todos/0/text")).isEqualTo("One");
        var later = ann.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"Two\"}").ok();
        assertThat(later.at("/at").asLong()).isGreaterThan(now.at("/at").asLong());
    }

    @Test
    @DisplayName(
            "[R1] [R2] [R3] [R7] the registry lists, describes, searches with a slip of the pen, tells versions")
    void registry() {
        var list = ann.get("/api/registry/apps").ok();
        var todo =
                StreamSupport.stream(list.at("/items").spliterator(), false)
                        .filter(app -> app.at("/id").asText().equals("todo"))
                        .findFirst()
                        .orElseThrow();
        assertThat(todo.at("/origin").asText()).isEqualTo("builtin");
        var details = ann.get("/api/registry/apps/todo").ok();
        assertThat(details.text("/version")).isEqualTo(todo.at("/version").asText());
        assertThat(details.at("/bytes").asLong()).isPositive();
        assertThat(details.at("/permissions").isArray()).isTrue();
        assertThat(ids(ann.get("/api/registry/apps?q=todoo").ok())).contains("todo");
        assertThat(ids(ann.get("/api/registry/apps?q=zzzzzzzz").ok())).isEmpty();
        var versions = ann.get("/api/registry/apps/todo/versions").ok();
        assertThat(versions.text("/items/0/version")).isEqualTo(details.text("/version"));
        ann.get("/api/registry/apps/no-such-app").problem(404, "not-found");
    }

    @Test
    @DisplayName(
            "[P3] the page and the apps are served hashed for ever, the index never from a cache")
    void assets() {
        var nobody = Person.anonymous(gesso);
        var index = nobody.get("/").ok();
        assertThat(index.header("cache-control")).contains("no-cache");
        var entry = ann.get("/api/registry/apps/todo").ok().text("/remoteEntry");
        var remote = nobody.get(entry).ok();
        assertThat(remote.header("cache-control"))
                .contains("public")
                .contains("max-age=31536000")
                .contains("immutable");
        assertThat(remote.header("content-type")).contains("javascript");
        var packed = nobody.send(nobody.request(entry).header("Accept-Encoding", "br, gzip").GET());
        assertThat(packed.header("content-encoding")).isIn("br", "gzip");
        assertThat(nobody.get("/assets/no-such-file.js").status()).isEqualTo(404);
        assertThat(nobody.get("/c/anything").ok().header("content-type")).contains("html");
    }

    @Test
    @DisplayName(
            "[X3] the page has a strict policy: no unsafe-eval, no wildcard host, nothing by default")
    void policy() {
        var page = Person.anonymous(gesso).get("/").ok();
        var policy = page.header("content-security-policy");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-eval")
                .doesNotContain("unsafe-inline")
                .doesNotContain("*");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("referrer-policy")).isNotBlank();
        var nonce = policy.replaceAll("(?s).*'nonce-([^']+)'.*", "$1");
        assertThat(page.raw().body()).contains(nonce);
        assertThat(Person.anonymous(gesso).get("/").header("content-security-policy"))
                .doesNotContain(nonce);
    }

    @Test
    @DisplayName(
            "[X4] headers come before everything, then the rate, then who, then whether, then what")
    void pipeline() {
        var nobody = Person.anonymous(gesso);
        var refused = nobody.post("/api/canvas", "not json").problem(401, "unauthenticated");
        assertThat(refused.header("content-security-policy")).isNotBlank();
        assertThat(refused.header("www-authenticate")).startsWith("Bearer");
        var canvas = ann.canvas("Order");
        ann.invite(canvas, bob, "viewer");
        bob.patch("/api/canvas/" + canvas, "not json").problem(403, "forbidden");
        ann.patch("/api/canvas/" + canvas, "not json").problem(400, "invalid");
        var foreign =
                nobody.send(
                        nobody.request("/api/auth/me")
                                .header("Origin", "https://evil.example")
                                .GET());
        assertThat(foreign.header("access-control-allow-origin")).isEmpty();
    }

    @Test
    @DisplayName(
            "[A5] without a token 401, on no route 404, by a wrong method 405, with a wrong type 415 or 406")
    void statuses() {
        Person.anonymous(gesso).get("/api/auth/me").problem(401, "unauthenticated");
        assertThat(ann.get("/api/no-such-route").status()).isEqualTo(404);
        assertThat(ann.get("/api/no-such-route").text("/code")).isEqualTo("not-found");
        assertThat(ann.put("/api/canvas", "{}").status()).isEqualTo(405);
        var text = ann.request("/api/canvas").header("Content-Type", "text/plain");
        assertThat(
                        ann.send(text.POST(java.net.http.HttpRequest.BodyPublishers.ofString("hi")))
                                .status())
                .isEqualTo(415);
        var canvas = ann.canvas("Types");
        assertThat(
                        ann.send(
                                        ann.request("/api/canvas/" + canvas)
                                                .header("Accept", "image/png")
                                                .GET())
                                .status())
                .isEqualTo(406);
    }

    @Test
    @DisplayName("[A5] [X7] who asks too much gets 429 with Retry-After, and others do not notice")
    void tooMany() {
        var greedy = Person.guest(gesso, "Greedy");
        var canvas = greedy.canvas("Greed");
        var answers = new ConcurrentLinkedQueue<Reply>();
        try (var many = Executors.newFixedThreadPool(32)) {
            for (var i = 0; i < 3_000; i++) {
                many.execute(() -> {
                    if (answers.isEmpty()) {
                        Stream.of(greedy.get("/api/canvas/" + canvas))
                                .filter(answer -> answer.status() == 429)
                                .forEach(answers::add);
                    }
                });
            }
        }
        var last = Objects.requireNonNull(answers.peek(), "never 429");
        last.problem(429, "rate-limited");
        assertThat(Integer.parseInt(last.header("retry-after"))).isPositive();
        ann.get("/api/auth/me").ok();
    }

    @Test
    @DisplayName("[DE-25] ETag is the revision: a read can be conditional, a write too")
    void conditional() {
        var canvas = ann.canvas("Tags");
        var path = "/api/canvas/" + canvas;
        var tag = ann.get(path).ok().header("etag");
        assertThat(ann.send(ann.request(path).header("If-None-Match", tag).GET()).status())
                .isEqualTo(304);
        ann.patch(path, "{\"title\":\"Newer\"}").ok();
        assertThat(ann.send(ann.request(path).header("If-None-Match", tag).GET()).status())
                .isEqualTo(200);
        var late =
                ann.json(path)
                        .header("If-Match", tag)
                        .method(
                                "PATCH",
                                java.net.http.HttpRequest.BodyPublishers.ofString(
                                        "{\"title\":\"Late\"}"));
        assertThat(ann.send(late).status()).isEqualTo(412);
        assertThat(ann.state(canvas).at("/title").asText()).isEqualTo("Newer");
    }

    @Test
    @DisplayName(
            "[DE-25] the same key with the same body has one effect and the first answer; with another body 409")
    void idempotent() {
        var canvas = ann.canvas("Once");
        var widget = ann.todo(canvas, 0, 0);
        var path = "/api/apps/todo/" + widget + "/todos";
        var key = Person.newKey();
        var first = ann.keyed("POST", path, key, "{\"text\":\"Once\"}").ok();
        var again = ann.keyed("POST", path, key, "{\"text\":\"Once\"}").ok();
        assertThat(again.body()).isEqualTo(first.body());
        ann.keyed("POST", path, key, "{\"text\":\"Twice\"}").problem(409, "operation-reused");
        assertThat(ann.get(path).ok().at("/items").size()).isEqualTo(1);
        ann.invite(canvas, bob, "editor");
        bob.keyed("POST", path, key, "{\"text\":\"Bob's\"}").ok();
        assertThat(ann.get(path).ok().at("/items").size()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "[B1] [B2] [B3] the Todo backend asks who you are, names wrong fields, and shows nothing to strangers")
    void todoGuards() {
        var widget = ann.todo(ann.canvas("Guards"), 0, 0);
        var path = "/api/apps/todo/" + widget + "/todos";
        Person.anonymous(gesso).get(path).problem(401, "unauthenticated");
        var wrong = ann.post(path, "{\"text\":7}").problem(400, "invalid");
        assertThat(wrong.text("/errors/0/field")).contains("text");
        assertThat(wrong.text("/errors/0/message")).isNotBlank();
        Person.guest(gesso, "Stranger").get(path).problem(404, "not-found");
    }

    @Test
    @DisplayName("[A3] [B2] a todo has a day, a person, a list and a place, each changed by PATCH")
    void todoParts() {
        var widget = ann.todo(ann.canvas("Parts"), 0, 0);
        var path = "/api/apps/todo/" + widget + "/";
        var list =
                ann.post(path + "commands/todo.list-add", "{\"name\":\"Shop\"}").ok().text("/id");
        var milk =
                ann.post(path + "todos", "{\"text\":\"Milk\",\"due\":\"2026-11-30\"}")
                        .ok()
                        .text("/id");
        var bread =
                ann.post(path + "todos", "{\"text\":\"Bread\",\"list\":\"" + list + "\"}")
                        .ok()
                        .text("/id");
        var wanted =
                "{\"due\":null,\"assignee\":\"%s\",\"before\":\"%s\",\"list\":\"%s\"}"
                        .formatted(bob.id, milk, list);
        var changed = ann.patch(path + "todos/" + bread, wanted).ok();
        assertThat(changed.text("/assignee")).isEqualTo(bob.id);
        assertThat(ann.get(path + "todos").ok().text("/items/0/id")).isEqualTo(bread);
        assertThat(ann.get(path + "todos").ok().text("/items/1/due")).isEqualTo("2026-11-30");
        ann.patch(path + "todos/" + milk, "{\"due\":null}").ok();
        assertThat(ann.get(path + "todos/" + milk).ok().at("/due").isMissingNode()).isTrue();
        ann.patch(path + "todos/" + milk, "{\"due\":\"soon\"}").problem(400, "invalid");
        ann.patch(path + "todos/" + milk, "{\"list\":\"nowhere\"}").problem(404, "not-found");
        ann.patch(path + "todos/" + milk, "{\"colour\":1}").problem(400, "invalid");
    }

    @Test
    @DisplayName(
            "[B4] a list is cached privately for a minute, asked anew by ETag, and an edit shows at once")
    void todoCache() {
        var widget = ann.todo(ann.canvas("Cache"), 0, 0);
        var path = "/api/apps/todo/" + widget + "/todos";
        var before = ann.get(path).ok();
        assertThat(before.header("cache-control")).contains("private").contains("max-age=60");
        var tag = before.header("etag");
        assertThat(ann.send(ann.request(path).header("If-None-Match", tag).GET()).status())
                .isEqualTo(304);
        ann.post(path, "{\"text\":\"New\"}").ok();
        var after = ann.send(ann.request(path).header("If-None-Match", tag).GET()).ok();
        assertThat(after.text("/items/0/text")).isEqualTo("New");
    }

    @Test
    @DisplayName(
            "[B5] [B6] a todo gets its author and time from the server, and its event is in the log with its source")
    void todoCreated() {
        var canvas = ann.canvas("Fields");
        var widget = ann.todo(canvas, 0, 0);
        var path = "/api/apps/todo/" + widget + "/todos";
        var made = ann.post(path, "{\"text\":\"Milk\"}").ok();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/userId")).isEqualTo(ann.id);
        assertThat(Instant.parse(made.text("/createdAt")))
                .isBeforeOrEqualTo(Instant.now().plusSeconds(1));
        var forged =
                ann.post(
                        path,
                        "{\"text\":\"Forged\",\"userId\":\"bob\",\"createdAt\":\"1999-01-01T00:00:00Z\"}");
        if (forged.status() < 300) {
            assertThat(forged.text("/userId")).isEqualTo(ann.id);
            assertThat(forged.text("/createdAt")).doesNotStartWith("1999");
        } else {
            forged.problem(400, "invalid");
        }
        var events =
                ann.get("/api/canvas/" + canvas + "/history?type=todo.created").ok().raw().body();
        var event = Json.parse(events.lines().findFirst().orElseThrow()).orElseThrow();
        assertThat(event.at("/type").asText()).isEqualTo("todo.created");
        assertThat(event.at("/of").asText()).isEqualTo(widget);
        assertThat(event.at("/data/text").asText()).isEqualTo("Milk");
        assertThat(event.at("/data/userId").asText()).isEqualTo(ann.id);
    }

    @Test
    @DisplayName(
            "[DE-26] a todo is changed and deleted, its widget's state, config and commands are served")
    void todoRest() {
        var widget = ann.todo(ann.canvas("Rest"), 0, 0);
        var base = "/api/apps/todo/" + widget;
        var id = ann.post(base + "/todos", "{\"text\":\"Milk\"}").ok().text("/id");
        ann.patch(base + "/todos/" + id, "{\"done\":true}").ok();
        ann.patch(base + "/todos/" + id, "{\"text\":\"Oat milk\"}").ok();
        var item = ann.get(base + "/todos").ok().at("/items/0");
        assertThat(item.at("/done").asBoolean()).isTrue();
        assertThat(item.at("/text").asText()).isEqualTo("Oat milk");
        ann.put(base + "/config", "{\"showDone\":false}").ok();
        assertThat(ann.get(base + "/config").ok().at("/showDone").asBoolean(true)).isFalse();
        ann.post(base + "/commands/set-state", "{\"patch\":{\"filter\":\"open\"}}").ok();
        assertThat(ann.get(base + "/state").ok().text("/filter")).isEqualTo("open");
        ann.post(base + "/commands/todo.toggle", "{\"id\":\"" + id + "\"}").ok();
        ann.delete(base + "/todos/" + id).ok();
        assertThat(ann.get(base + "/todos").ok().at("/items").size()).isZero();
        ann.delete(base + "/todos/" + id).problem(404, "not-found");
    }

    @Test
    @DisplayName("[S5] preferences follow a person to another sign-in")
    void preferences() {
        var nobody = Person.anonymous(gesso);
        var mail = "pia-" + Person.newKey() + "@example.org";
        var account =
                "{\"email\":\""
                        + mail
                        + "\",\"password\":\"correct horse battery\",\"name\":\"Pia\"}";
        Person.signedIn(gesso, nobody.post("/api/auth/register", account).ok())
                .patch("/api/auth/me", "{\"preferences\":{\"theme\":\"dark\"}}")
                .ok();
        var elsewhere =
                Person.signedIn(
                        gesso,
                        nobody.post("/api/auth/login", account.replace(",\"name\":\"Pia\"", ""))
                                .ok());
        assertThat(elsewhere.get("/api/auth/me").ok().text("/preferences/theme")).isEqualTo("dark");
    }

    @Test
    @DisplayName(
            "[DE-27] operators see whether the node is ready and alive, its metrics, the members of the cluster")
    void ops() {
        var operator = Person.anonymous(gesso);
        assertThat(
                        operator.send(java.net.http.HttpRequest.newBuilder(gesso.ops("/ready")))
                                .status())
                .isEqualTo(200);
        assertThat(
                        operator.send(java.net.http.HttpRequest.newBuilder(gesso.ops("/alive")))
                                .status())
                .isEqualTo(200);
        var metrics = operator.send(java.net.http.HttpRequest.newBuilder(gesso.ops("/metrics")));
        assertThat(metrics.ok().raw().body())
                .contains("# TYPE")
                .contains("gesso_")
                .contains("jvm_");
        var cluster =
                operator.send(java.net.http.HttpRequest.newBuilder(gesso.ops("/cluster"))).ok();
        assertThat(cluster.raw().body())
                .contains("\"up\"")
                .contains("canvas")
                .contains("edge")
                .contains("ai");
        assertThat(ann.get("/metrics").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("[DE-28] the OpenAPI document is served")
    void openApi() {
        var document = Person.anonymous(gesso).get("/api/openapi.yaml").ok();
        assertThat(document.raw().body()).contains("openapi: 3.1").contains("/widgets:");
    }
}
