package gesso.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Person;
import gesso.protocol.Json;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveSocketTest {
    private static LiveBench bench;
    private static Person ada;
    private static Person bob;
    private String canvas;

    @BeforeAll
    static void start() {
        bench = LiveBench.start();
        ada = bench.edge.guest("Ada");
        bob = bench.edge.guest("Bob");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void open() {
        canvas = bench.canvas(ada);
    }

    private WebSocket.Builder builder() {
        return TestSocket.CLIENT.newWebSocketBuilder().subprotocols("gesso.v1");
    }

    private static String bearer(Person person) {
        return "Bearer " + person.token();
    }

    @Test
    @DisplayName("[ED-L1] [X1] a socket without a token that counts is refused with a plain 401")
    void unauthenticated() {
        var uri = TestSocket.uri(bench.edge, canvas);
        assertThat(TestSocket.refused(builder(), uri)).isEqualTo(401);
        assertThat(TestSocket.refused(builder().header("Authorization", "Bearer x.y.z"), uri))
                .isEqualTo(401);
        var offered =
                TestSocket.CLIENT.newWebSocketBuilder().subprotocols("gesso.v1", "bearer.nonsense");
        assertThat(TestSocket.refused(offered.header("Origin", origin()), uri)).isEqualTo(401);
    }

    private static String origin() {
        return "http://127.0.0.1:" + bench.edge.port();
    }

    @Test
    @DisplayName("[ED-L1] [B3] a stranger's socket is refused with 404, as is one to nowhere")
    void stranger() {
        var asBob = builder().header("Authorization", bearer(bob));
        assertThat(TestSocket.refused(asBob, TestSocket.uri(bench.edge, canvas))).isEqualTo(404);
        assertThat(TestSocket.refused(asBob, TestSocket.uri(bench.edge, "nowhere"))).isEqualTo(404);
    }

    @Test
    @DisplayName(
            "[ED-L1] another origin, and no origin with an offered token, are refused with 403")
    void origins() {
        var uri = TestSocket.uri(bench.edge, canvas);
        assertThat(
                        TestSocket.refused(
                                builder()
                                        .header("Authorization", bearer(ada))
                                        .header("Origin", "https://evil.example"),
                                uri))
                .isEqualTo(403);
        assertThat(
                        TestSocket.refused(
                                TestSocket.CLIENT
                                        .newWebSocketBuilder()
                                        .subprotocols("gesso.v1", "bearer." + ada.token()),
                                uri))
                .isEqualTo(403);
    }

    @Test
    @DisplayName("[ED-L1] a token that is offered as a subprotocol counts, gesso.v1 is selected")
    void offeredToken() {
        var opened =
                TestSocket.CLIENT
                        .newWebSocketBuilder()
                        .subprotocols("gesso.v1", "bearer." + ada.token())
                        .header("Origin", origin())
                        .buildAsync(TestSocket.uri(bench.edge, canvas), new WebSocket.Listener() {})
                        .join();
        assertThat(opened.getSubprotocol()).isEqualTo("gesso.v1");
        opened.abort();
    }

    @Test
    @DisplayName("[ED-L2] hello, the canvas, its widgets, ready: in this order")
    void order() {
        var widget = bench.widget(ada, canvas);
        var socket = TestSocket.open(bench.edge, ada, canvas);
        var hello = socket.await("hello");
        assertThat(hello.path("user").path("name").asText()).isEqualTo("Ada");
        assertThat(hello.path("role").asText()).isEqualTo("owner");
        assertThat(hello.path("canvas").asText()).isEqualTo(canvas);
        socket.join("tab");
        var came = socket.until("ready");
        assertThat(came.stream().map(one -> one.path("t").asText()).toList())
                .containsExactly("state", "state", "ready");
        var state = came.getFirst();
        assertThat(state.path("of").asText()).isEqualTo("canvas");
        assertThat(state.path("data").path("role").asText()).isEqualTo("owner");
        assertThat(state.path("data").path("members").path(0).path("name").asText())
                .isEqualTo("Ada");
        assertThat(came.get(1).path("of").asText()).isEqualTo(widget);
        socket.close();
    }

    @Test
    @DisplayName("[C4] two people move one widget: both screens see the same moves in one order")
    void twoPeople() {
        var widget = bench.widget(ada, canvas);
        bench.member(ada, canvas, bob, "editor");
        var one = TestSocket.open(bench.edge, ada, canvas).joined("a");
        var two = TestSocket.open(bench.edge, bob, canvas).joined("b");
        for (int i = 0; i < 10; i++) {
            one.send(move("a" + i, widget, i));
            two.send(move("b" + i, widget, i));
        }
        var seenByOne = moves(one, 20);
        var seenByTwo = moves(two, 20);
        assertThat(seenByOne).isEqualTo(seenByTwo).hasSize(20);
        var revisions = seenByOne.stream().map(event -> event.path("rev").asLong()).toList();
        assertThat(revisions).isSorted().doesNotHaveDuplicates();
        assertThat(revisions.getLast() - revisions.getFirst()).isEqualTo(19);
        one.close();
        two.close();
    }

    private static String move(String id, String widget, int x) {
        return "{'t':'cmd','id':'"
                + id
                + "','to':'canvas','do':'move-widget','data':{'widget':'"
                + widget
                + "','position':{'x':"
                + x
                + ",'y':0}}}";
    }

    private static List<JsonNode> moves(TestSocket socket, int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(_ -> socket.await("ev"))
                .toList();
    }

    @Test
    @DisplayName("[ED-L3] an array of commands is acknowledged in order, each with its revision")
    void arrays() {
        var socket = TestSocket.open(bench.edge, ada, canvas).joined("tab");
        var commands = Json.object().putArray("all");
        for (int i = 0; i < 50; i++) {
            commands.add(
                    Json.parse(
                                    "{\"t\":\"cmd\",\"id\":\"r"
                                            + i
                                            + "\",\"to\":\"canvas\",\"do\":\"rename\",\"data\":{\"title\":\"T"
                                            + i
                                            + "\"}}")
                            .orElseThrow());
        }
        socket.send(Json.text(commands));
        for (int i = 0; i < 50; i++) {
            var ack = socket.await("ack");
            assertThat(ack.path("id").asText()).isEqualTo("r" + i);
            assertThat(ack.path("rev").asLong()).isEqualTo(i + 2);
        }
        socket.close();
    }

    @Test
    @DisplayName(
            "[ED-L3] the same id again, on another socket, has one effect and the first answer")
    void resend() {
        var rename = "{'t':'cmd','id':'r1','to':'canvas','do':'rename','data':{'title':'X'}}";
        var first = TestSocket.open(bench.edge, ada, canvas).joined("tab");
        first.send(rename);
        var ack = first.await("ack");
        first.close();
        var second = TestSocket.open(bench.edge, ada, canvas).joined("tab");
        second.send(rename.replace("}}", "},'again':true}"));
        assertThat(second.await("ack")).isEqualTo(ack);
        second.send(rename.replace("'X'", "'Y'"));
        assertThat(second.await("no").path("code").asText()).isEqualTo("operation-reused");
        second.close();
    }

    @Test
    @DisplayName("[ED-L2] who comes back with revisions gets what is missing, and no state")
    void resume() {
        var other = TestSocket.open(bench.edge, ada, canvas).joined("other");
        var socket = TestSocket.open(bench.edge, ada, canvas);
        socket.await("hello");
        socket.send("{'t':'join','client':'tab','since':{'canvas':1}}");
        assertThat(socket.until("ready")).hasSizeLessThanOrEqualTo(2);
        socket.close();
        for (int i = 0; i < 3; i++) {
            other.send(
                    "{'t':'cmd','id':'m"
                            + i
                            + "','to':'canvas','do':'rename','data':{'title':'N'}}");
            other.await("ack");
        }
        var back = TestSocket.open(bench.edge, ada, canvas);
        back.await("hello");
        back.send("{'t':'join','client':'tab','since':{'canvas':1}}");
        var came = back.until("ready");
        assertThat(came.stream().map(one -> one.path("t").asText())).doesNotContain("state");
        assertThat(
                        came.stream()
                                .filter(one -> one.path("t").asText().equals("ev"))
                                .map(one -> one.path("rev").asLong()))
                .containsExactly(2L, 3L, 4L);
        back.close();
        other.close();
    }

    @Test
    @DisplayName("[ED-L2] a revision from the future gets the state instead")
    void future() {
        var socket = TestSocket.open(bench.edge, ada, canvas);
        socket.send("{'t':'join','client':'tab','since':{'canvas':99}}");
        var state = socket.await("state");
        assertThat(state.path("rev").asLong()).isEqualTo(1);
        socket.close();
    }

    @Test
    @DisplayName("[ED-L2] a widget that is added later is watched by who watches all")
    void addedLater() {
        var socket = TestSocket.open(bench.edge, ada, canvas).joined("tab");
        socket.send(
                "{'t':'cmd','id':'add','to':'canvas','do':'add-widget','data':{'appId':'todo',"
                        + "'position':{'x':0,'y':0},'widget':'mine'}}");
        assertThat(socket.await("state").path("of").asText()).isEqualTo("mine");
        socket.send("{'t':'cmd','id':'t','to':'mine','do':'todo.add','data':{'text':'Milk'}}");
        var event = socket.await(one -> one.path("type").asText().equals("todo.created"));
        assertThat(event.path("rev").asLong()).isEqualTo(1);
        assertThat(event.path("by").asText()).isEqualTo(ada.id());
        assertThat(event.path("client").asText()).isEqualTo("tab");
        socket.close();
    }

    @Test
    @DisplayName("[ED-L3] an unknown app, widget and command each get their own no")
    void unknown() {
        var socket = TestSocket.open(bench.edge, ada, canvas).joined("tab");
        socket.send(
                "{'t':'cmd','id':'1','to':'canvas','do':'add-widget','data':{'appId':'nope',"
                        + "'position':{'x':0,'y':0}}}");
        assertThat(socket.await("no").path("code").asText()).isEqualTo("not-found");
        socket.send("{'t':'cmd','id':'2','to':'nowhere','do':'todo.add','data':{'text':'x'}}");
        assertThat(socket.await("no").path("code").asText()).isEqualTo("not-found");
        socket.send("{'t':'cmd','id':'3','to':'canvas','do':'explode'}");
        assertThat(socket.await("no").path("code").asText()).isEqualTo("unknown-command");
        socket.close();
    }

    @Test
    @DisplayName("[X6] what is no message gets a no, and the socket lives on")
    void nonsense() {
        var socket = TestSocket.open(bench.edge, ada, canvas);
        socket.await("hello");
        for (var text :
                List.of(
                        "not json",
                        "{}",
                        "[1]",
                        "null",
                        "{\"t\":\"dance\"}",
                        "{\"t\":\"cmd\"}",
                        "[".repeat(10_000),
                        "{\"t\":\"ping\",\"n\":NaN}",
                        "{\"t\":\"join\",\"client\":\"a\\u0000b\"}",
                        "{\"t\":\"join\",\"client\":7}")) {
            socket.sendPart(text, true);
            assertThat(socket.await("no").path("code").asText()).as(text).isEqualTo("invalid");
        }
        socket.sendBinary(new byte[] {1, 2, 3});
        assertThat(socket.await("no").path("code").asText()).isEqualTo("invalid");
        socket.send("{'t':'cmd','id':'early','to':'canvas','do':'rename','data':{'title':'x'}}");
        var early = socket.await("no");
        assertThat(early.path("id").asText()).isEqualTo("early");
        socket.send("{'t':'ping','n':7}");
        assertThat(socket.await("pong").path("n").asLong()).isEqualTo(7);
        socket.close();
    }

    @Test
    @DisplayName("[X6] a message of more than 64 KiB, whole or in parts, closes with 1009")
    void tooLarge() {
        var whole = TestSocket.open(bench.edge, ada, canvas);
        whole.sendPart("x".repeat(70_000), true);
        assertThat(whole.await("bye").path("code").asText()).isEqualTo("too-large");
        assertThat(whole.closeCode()).isEqualTo(1009);

        var parts = TestSocket.open(bench.edge, ada, canvas);
        for (int i = 0; i < 7; i++) {
            parts.sendPart("x".repeat(10_000), false);
        }
        assertThat(parts.closeCode()).isEqualTo(1009);
    }

    @Test
    @DisplayName("[X5] a viewer sees everything and may do nothing")
    void viewer() {
        bench.member(ada, canvas, bob, "viewer");
        var viewer = TestSocket.open(bench.edge, bob, canvas);
        assertThat(viewer.await("hello").path("role").asText()).isEqualTo("viewer");
        viewer.joined("v");
        viewer.send("{'t':'cmd','id':'x','to':'canvas','do':'rename','data':{'title':'Mine'}}");
        assertThat(viewer.await("no").path("code").asText()).isEqualTo("forbidden");
        var owner = TestSocket.open(bench.edge, ada, canvas).joined("o");
        owner.send("{'t':'cmd','id':'y','to':'canvas','do':'rename','data':{'title':'Ours'}}");
        assertThat(viewer.await("ev").path("data").path("title").asText()).isEqualTo("Ours");
        viewer.close();
        owner.close();
    }

    @Test
    @DisplayName("[X5] who loses a role is told and refused, who is removed is closed with 4403")
    void revoked() {
        bench.member(ada, canvas, bob, "editor");
        var socket = TestSocket.open(bench.edge, bob, canvas).joined("b");
        bench.member(ada, canvas, bob, "viewer");
        assertThat(socket.await("role").path("role").asText()).isEqualTo("viewer");
        socket.send("{'t':'cmd','id':'x','to':'canvas','do':'rename','data':{'title':'Mine'}}");
        assertThat(socket.await("no").path("code").asText()).isEqualTo("forbidden");
        bench.edge.send(
                "DELETE", "/api/canvas/" + canvas + "/members/" + bob.id(), "", TestEdge.by(ada));
        assertThat(socket.await("bye").path("code").asText()).isEqualTo("revoked");
        assertThat(socket.closeCode()).isEqualTo(4403);
    }

    @Test
    @DisplayName("[ED-L5] people see each other come, point and go; analysts are not shown")
    void presence() {
        bench.member(ada, canvas, bob, "editor");
        var eve = bench.edge.guest("Eve");
        bench.member(ada, canvas, eve, "analyst");
        var one = TestSocket.open(bench.edge, ada, canvas).joined("a");
        var hidden = TestSocket.open(bench.edge, eve, canvas).joined("e");
        var two = TestSocket.open(bench.edge, bob, canvas);
        var session = two.await("hello").path("session").asText();
        two.joined("b");
        var came = one.await("peers").path("in");
        assertThat(came).hasSize(1);
        assertThat(came.path(0).path("session").asText()).isEqualTo(session);
        assertThat(came.path(0).path("name").asText()).isEqualTo("Bob");
        two.send("{'t':'live','data':{'cursor':{'x':1.5,'y':2}}}");
        var seen = one.await("live");
        assertThat(seen.path("from").asText()).isEqualTo(session);
        assertThat(seen.path("data").path("cursor").path("x").asDouble()).isEqualTo(1.5);
        two.send("{'t':'live','data':{'blob':'" + "x".repeat(3_000) + "'}}");
        assertThat(two.await("no").path("code").asText()).isEqualTo("too-large");
        two.close();
        assertThat(one.await("peers").path("out").path(0).asText()).isEqualTo(session);
        hidden.close();
        one.close();
    }

    @Test
    @DisplayName("[ED-L4] [X7] a flood ends with bye and 1008, others go on")
    void flood() {
        var calm = TestSocket.open(bench.edge, ada, canvas).joined("calm");
        bench.member(ada, canvas, bob, "editor");
        var wild = TestSocket.open(bench.edge, bob, canvas).joined("wild");
        var pings = "[" + "{\"t\":\"ping\",\"n\":1},".repeat(2_500) + "{\"t\":\"ping\",\"n\":1}]";
        wild.sendPart(pings, true);
        assertThat(wild.await("bye").path("code").asText()).isEqualTo("flood");
        assertThat(wild.closeCode()).isEqualTo(1008);
        calm.send("{'t':'ping','n':3}");
        assertThat(calm.await("pong").path("n").asLong()).isEqualTo(3);
        calm.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"t\":\"join\",\"client\":\"again\"}",
                "{\"t\":\"watch\",\"widgets\":[%s]}",
                "{\"t\":\"unwatch\",\"widgets\":[%s]}"
            })
    @DisplayName("[ED-L4] [X7] what costs the room more counts as more messages")
    void weighty(String message) {
        bench.member(ada, canvas, bob, "editor");
        var wild = TestSocket.open(bench.edge, bob, canvas).joined("wild");
        var widgets =
                IntStream.range(0, 200)
                        .mapToObj(n -> "\"none-" + n + "\"")
                        .collect(Collectors.joining(","));
        var one = message.formatted(widgets);
        for (int i = 0; i < 120; i++) {
            wild.sendPart(one, true);
        }
        assertThat(wild.await("bye").path("code").asText()).isEqualTo("flood");
        assertThat(wild.closeCode()).isEqualTo(1008);
    }

    @Test
    @DisplayName("[ED-L4] [X7] more commands than a person may send get retry, none is lost")
    void tooManyCommands() {
        bench.member(ada, canvas, bob, "editor");
        var socket = TestSocket.open(bench.edge, bob, canvas).joined("fast");
        var commands = new StringBuilder("[");
        for (int i = 0; i < 400; i++) {
            commands.append(i == 0 ? "" : ",")
                    .append("{\"t\":\"cmd\",\"id\":\"c")
                    .append(i)
                    .append("\",\"to\":\"canvas\",\"do\":\"rename\",\"data\":{\"title\":\"T\"}}");
        }
        socket.sendPart(commands.append("]").toString(), true);
        int acks = 0;
        int retries = 0;
        while (acks + retries < 400) {
            var answer =
                    socket.await(one ->
                            one.path("t").asText().equals("ack")
                                    || one.path("t").asText().equals("retry"));
            if (answer.path("t").asText().equals("ack")) {
                acks++;
            } else {
                retries++;
                assertThat(answer.path("after").asLong()).isPositive();
            }
        }
        assertThat(acks).isBetween(100, 399);
        assertThat(retries).isPositive();
        socket.close();
    }

    @Test
    @DisplayName("[ED-L6] a deleted canvas says bye to everybody")
    void deleted() {
        var socket = TestSocket.open(bench.edge, ada, canvas).joined("tab");
        bench.edge.send("DELETE", "/api/canvas/" + canvas, "", TestEdge.by(ada));
        assertThat(socket.await("bye").path("code").asText()).isEqualTo("gone");
        assertThat(socket.closeCode()).isEqualTo(4403);
    }

    @Test
    @DisplayName("[ED-L5] presence is not stored: nothing of it is in a state or an event")
    void presenceIsNotStored() {
        var socket = TestSocket.open(bench.edge, ada, canvas).joined("tab");
        socket.send("{'t':'live','data':{'cursor':{'x':1,'y':2}}}");
        assertThat(socket.within(Duration.ofMillis(200)))
                .noneMatch(one -> one.path("t").asText().equals("ev"));
        socket.close();
    }
}
