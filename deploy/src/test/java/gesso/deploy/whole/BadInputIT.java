package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import gesso.protocol.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must not hurt: wrong, huge, forged and hostile input. After each case the same server still
 * works.
 */
class BadInputIT {
    private static GessoProcess gesso;
    private static Person ann;
    private static String canvas;
    private static String widget;

    @BeforeAll
    static void start() {
        gesso = SharedGesso.get();
        ann = Person.guest(gesso, "Ann");
        canvas = ann.canvas("Bad input");
        widget = ann.todo(canvas, 0, 0);
    }

    @AfterEach
    void stillThere() {
        assertThat(gesso.isAlive()).isTrue();
        ann.get("/api/canvas/" + canvas).ok();
    }

    private static String todos() {
        return "/api/apps/todo/" + widget + "/todos";
    }

    @ParameterizedTest(name = "[B2] [X6] {0}")
    @DisplayName("[B2] [X6] a body that is not the JSON wanted is 400 with the fields named")
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "7",
                "null",
                "{\"text\":",
                "{\"text\":7}",
                "{\"text\":null}",
                "{}",
                "{\"text\":\"a\",\"extra\":1}",
                "{\"text\":\"\"}",
                "{\"text\":NaN}",
                "{\"text\":{\"a\":1}}",
                "{\"text\":\"a\\u0000b\"}",
                "{\"text\":\"a\\ud800b\"}",
                "{\"text\":\"a\"} {}",
                "{'text':'a'}"
            })
    void bodies(String body) {
        ann.post(todos(), body).problem(400, "invalid");
    }

    @ParameterizedTest(name = "[X6] [C5] {0}")
    @DisplayName("[X6] [C5] places and sizes off the grid are refused, not clipped")
    @ValueSource(
            strings = {
                "{\"position\":{\"x\":-1,\"y\":0}}",
                "{\"position\":{\"x\":1000000000,\"y\":0}}",
                "{\"position\":{\"x\":0,\"y\":1000000000}}",
                "{\"position\":{\"x\":0.5,\"y\":0}}",
                "{\"position\":{\"x\":1e999,\"y\":0}}",
                "{\"position\":{\"x\":\"1\",\"y\":0}}",
                "{\"size\":{\"w\":-3,\"h\":2}}",
                "{\"size\":{\"w\":0,\"h\":0}}",
                "{\"size\":{\"w\":100000,\"h\":2}}",
                "{\"position\":{\"x\":11,\"y\":0}}",
                "{\"position\":{\"x\":99999999999999999999,\"y\":0}}"
            })
    void places(String body) {
        var answer = ann.patch("/api/canvas/" + canvas + "/widgets/" + widget, body);
        assertThat(answer.status()).as(answer.raw().body()).isIn(400, 422);
        answer.problem(answer.status(), "invalid");
    }

    @Test
    @DisplayName("[X6] a body of 2 MB is 413")
    void large() {
        ann.post(todos(), "{\"text\":\"" + "x".repeat(2 << 20) + "\"}").problem(413, "too-large");
    }

    @Test
    @DisplayName("[X6] JSON that is 10,000 deep is 400, on HTTP and on the socket")
    void deep() {
        var deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        ann.post(todos(), "{\"text\":" + deep + "}").problem(400, "invalid");
        try (var socket = Socket.join(ann, canvas, "deep")) {
            socket.sendText(deep.substring(0, 60_000));
            assertThat(socket.await("no").path("code").asText()).isEqualTo("invalid");
            var nested = "{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000);
            socket.sendText(
                    "{\"t\":\"cmd\",\"id\":\"deep\",\"to\":\"canvas\",\"do\":\"rename\",\"data\":"
                            + nested
                            + "}");
            assertThat(socket.await("no").path("code").asText()).isEqualTo("invalid");
        }
    }

    @ParameterizedTest(name = "[X6] [DE-30] {0}")
    @DisplayName("[X6] [DE-30] what is no message gets no, not a close")
    @ValueSource(
            strings = {
                "not json",
                "{}",
                "[]",
                "7",
                "{\"t\":\"what\"}",
                "{\"t\":7}",
                "[{\"t\":\"what\"}]",
                "\"join\"",
                "{\"t\":\"cmd\"}",
                "{\"t\":\"cmd\",\"id\":\"\",\"to\":\"canvas\",\"do\":\"rename\",\"data\":{}}"
            })
    void messages(String text) {
        try (var socket = Socket.join(ann, canvas, "messages")) {
            socket.sendText(text);
            if (!text.equals("[]")) {
                assertThat(socket.await("no").path("code").asText())
                        .isIn("invalid", "unknown-command");
            }
            socket.acked("canvas", "rename", Json.object().put("title", "Bad input"));
        }
    }

    @Test
    @DisplayName("[X6] [PR-9] what is as deep as may be is kept, read again, and holds up nobody")
    void deepest() {
        var deep = ann.canvas("Deep");
        var config = "{\"a\":".repeat(63) + "1" + "}".repeat(63);
        var added =
                ann.post(
                                "/api/canvas/" + deep + "/widgets",
                                "{\"appId\":\"todo\",\"position\":{\"x\":0,\"y\":0},\"config\":"
                                        + config
                                        + "}")
                        .ok()
                        .text("/id");
        assertThat(ann.get("/api/canvas/" + deep + "/history?limit=0").ok().raw().body())
                .contains(config);
        assertThat(ann.get("/api/canvas/" + deep + "/at/now").ok().raw().body()).contains(config);
        var fork = ann.post("/api/canvas/" + deep + "/fork", "{}").ok().text("/id");
        assertThat(ann.state(fork).path("widgets").size()).isEqualTo(1);
        var later = ann.canvas("After it");
        assertThat(ann.get("/api/canvas").ok().at("/items").findValuesAsText("id"))
                .contains(deep, later);
        // Past its rest it is unpacked.
        GessoProcess.sleep(12_000);
        assertThat(ann.state(deep).at("/widgets/0/id").asText()).isEqualTo(added);
    }

    @Test
    @DisplayName(
            "[X6] unknown commands, unknown fields and wrong types on the socket are refused by their code")
    void commands() {
        try (var socket = Socket.join(ann, canvas, "commands")) {
            assertThat(socket.refused("canvas", "explode", Json.object()))
                    .isEqualTo("unknown-command");
            assertThat(socket.refused("canvas", "rename", Json.object().put("title", 7)))
                    .isEqualTo("invalid");
            assertThat(
                            socket.refused(
                                    "canvas",
                                    "rename",
                                    Json.object().put("title", "x").put("more", 1)))
                    .isEqualTo("invalid");
            assertThat(socket.refused("canvas", "rename", Json.object().put("title", "a\u0000b")))
                    .isEqualTo("invalid");
            assertThat(socket.refused(widget, "todo.explode", Json.object()))
                    .isEqualTo("unknown-command");
            assertThat(socket.refused(widget, "set-state", patch("todos", "mine")))
                    .isEqualTo("invalid");
        }
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode patch(String key, String value) {
        var data = Json.object();
        data.set("patch", Json.object().put(key, value));
        return data;
    }

    @Test
    @DisplayName(
            "[X6] a frame over 64 KiB is closed with 1009, a binary one gets no, a command before join too")
    void frames() {
        try (var socket = Socket.open(ann, canvas)) {
            socket.send(
                    Socket.command(
                            "early", "canvas", "rename", Json.object().put("title", "Early")));
            assertThat(socket.await("no").path("id").asText()).isEqualTo("early");
            socket.raw().sendBinary(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
            assertThat(socket.await("no").path("code").asText()).isEqualTo("invalid");
            socket.sendText("{\"t\":\"ping\",\"n\":1,\"x\":\"" + "x".repeat(70_000) + "\"}");
            assertThat(socket.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    @DisplayName("[X6] a flood is said goodbye to with 1008")
    void flood() {
        var floods = Person.guest(gesso, "Flood");
        var own = floods.canvas("Flood");
        try (var socket = Socket.join(floods, own, "flood")) {
            IntStream.range(0, 200_000)
                    .takeWhile(_ -> !socket.isClosed())
                    .forEach(n -> {
                        try {
                            socket.sendText("{\"t\":\"ping\",\"n\":" + n + "}");
                        } catch (java.util.concurrent.CompletionException closed) {
                            assertThat(socket.awaitClose()).isEqualTo(1008);
                        }
                    });
            assertThat(socket.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    @DisplayName(
            "[DE-31] an unknown widget is not found, another canvas's neither, a removed one is gone")
    void strangeWidgets() {
        var other = ann.canvas("Other");
        var foreign = ann.todo(other, 0, 0);
        var removed = ann.todo(canvas, 0, 20);
        ann.delete("/api/canvas/" + canvas + "/widgets/" + removed).ok();
        var place = "{\"position\":{\"x\":1,\"y\":1}}";
        ann.patch("/api/canvas/" + canvas + "/widgets/no-such-widget", place)
                .problem(404, "not-found");
        ann.patch("/api/canvas/" + canvas + "/widgets/" + foreign, place).problem(404, "not-found");
        ann.patch("/api/canvas/" + canvas + "/widgets/" + removed, place).problem(410, "gone");
        ann.post("/api/apps/todo/" + removed + "/todos", "{\"text\":\"a\"}").problem(410, "gone");
        ann.post("/api/apps/todo/no-such-widget/todos", "{\"text\":\"a\"}")
                .problem(404, "not-found");
        try (var socket = Socket.join(ann, canvas, "strange")) {
            var todo = Json.object().put("text", "a");
            assertThat(socket.refused("no-such-widget", "todo.add", todo)).isEqualTo("not-found");
            assertThat(socket.refused(foreign, "todo.add", todo)).isEqualTo("not-found");
            assertThat(socket.refused(removed, "todo.add", todo)).isEqualTo("gone");
        }
        assertThat(ann.get("/api/apps/todo/" + foreign + "/todos").ok().at("/items").size())
                .isZero();
    }

    @Test
    @DisplayName(
            "[DE-31] what was accepted keeps its answer when the widget is removed and the sender may only look")
    void resendsTooLate() {
        var bob = Person.guest(gesso, "Bob");
        ann.invite(canvas, bob, "editor");
        var gone = ann.todo(canvas, 0, 30);
        try (var socket = Socket.join(bob, canvas, "too-late")) {
            var add = Socket.command("kept", gone, "todo.add", Json.object().put("text", "Kept"));
            var rename =
                    Socket.command("named", "canvas", "rename", Json.object().put("title", "Kept"));
            socket.send(add);
            var added = socket.awaitAck("kept");
            socket.send(rename);
            var renamed = socket.awaitAck("named");
            ann.delete("/api/canvas/" + canvas + "/widgets/" + gone).ok();
            socket.send(add.put("again", true));
            assertThat(socket.awaitAck("kept").path("rev")).isEqualTo(added.path("rev"));
            socket.send(
                    Socket.command("new", gone, "todo.add", add.path("data")).put("again", true));
            assertThat(socket.await("no").path("code").asText()).isEqualTo("gone");
            ann.put("/api/canvas/" + canvas + "/members/" + bob.id, "{\"role\":\"viewer\"}").ok();
            socket.send(rename.put("again", true));
            assertThat(socket.awaitAck("named").path("rev")).isEqualTo(renamed.path("rev"));
            socket.send(
                    Socket.command("other", "canvas", "rename", rename.path("data"))
                            .put("again", true));
            assertThat(socket.await("no").path("code").asText()).isEqualTo("forbidden");
        }
    }

    @Test
    @DisplayName(
            "[DE-31] the same operation again has one effect and the first answer; with other data it is refused")
    void resends() {
        try (var socket = Socket.join(ann, canvas, "resends")) {
            var operation = Socket.newOperation();
            var add =
                    Socket.command(
                            operation, widget, "todo.add", Json.object().put("text", "Once"));
            socket.send(add);
            var first = socket.awaitAck(operation);
            socket.send(add.put("again", true));
            var second = socket.awaitAck(operation);
            assertThat(second.path("rev")).isEqualTo(first.path("rev"));
            assertThat(second.path("at")).isEqualTo(first.path("at"));
            assertThat(second.path("data")).isEqualTo(first.path("data"));
            socket.send(
                    Socket.command(
                            operation, widget, "todo.add", Json.object().put("text", "Other")));
            assertThat(socket.await("no").path("code").asText()).isEqualTo("operation-reused");
        }
    }

    @Test
    @DisplayName(
            "[X1] forged, unsigned, foreign, expired and mislabelled tokens are refused, on HTTP and at the socket")
    void tokens() throws Exception {
        var genuine = SignedJWT.parse(ann.token);
        var claims = genuine.getJWTClaimsSet();
        var key = new RSAKeyGenerator(2048).keyID(genuine.getHeader().getKeyID()).generate();
        var publicKeys = Person.anonymous(gesso).get("/.well-known/jwks.json").ok().raw().body();
        var forged = new SignedJWT(genuine.getHeader(), claims);
        forged.sign(new RSASSASigner(key));
        var symmetric =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .keyID(genuine.getHeader().getKeyID())
                                .build(),
                        claims);
        symmetric.sign(new MACSigner(publicKeys.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var parts = ann.token.split("\\.");
        var swapped = new JWTClaimsSet.Builder(claims).subject("somebody-else").build();
        var tampered = parts[0] + "." + swapped.toPayload().toBase64URL() + "." + parts[2];
        for (var token :
                new String[] {
                    forged.serialize(),
                    symmetric.serialize(),
                    new PlainJWT(claims).serialize(),
                    tampered,
                    parts[0] + "." + parts[1] + ".",
                    "x.y.z",
                    "a".repeat(9_000)
                }) {
            var stranger = ann.with(token);
            stranger.get("/api/auth/me").problem(401, "unauthenticated");
            assertThat(Socket.refusal(stranger, canvas)).isEqualTo(401);
        }
        assertThat(claims.getExpirationTime())
                .isBefore(Date.from(Instant.now().plusSeconds(16 * 60)));
        assertThat(claims.getAudience()).isNotEmpty();
        assertThat(claims.getIssuer()).isNotBlank();
        assertThat(genuine.getHeader().getKeyID()).isNotBlank();
        assertThat(publicKeys).doesNotContain("\"d\"");
    }

    @Test
    @DisplayName(
            "[X1] a token for another audience or past its time is refused even with the right key")
    void rightKeyWrongClaims() {
        var data = SharedGesso.folder("claims");
        String audience;
        try (var other =
                GessoProcess.start(
                                java.util.Map.of("GESSO_TOKEN_AUDIENCE", "another-api"),
                                "up",
                                "--data",
                                data.toString())
                        .awaitReady()) {
            audience = Person.guest(other, "Ann").token;
        }
        try (var other = GessoProcess.up(data)) {
            Person.anonymous(other)
                    .with(audience)
                    .get("/api/auth/me")
                    .problem(401, "unauthenticated");
        }
        String brief;
        try (var other =
                GessoProcess.start(
                                java.util.Map.of("GESSO_TOKEN_LIFETIME", "6s"),
                                "up",
                                "--data",
                                data.toString())
                        .awaitReady()) {
            var guest = Person.guest(other, "Ann");
            guest.get("/api/auth/me").ok();
            brief = guest.token;
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(75))
                    .until(() -> guest.get("/api/auth/me").status() == 401);
            Person.anonymous(other).with(brief).get("/api/auth/me").problem(401, "unauthenticated");
        }
    }

    @Test
    @DisplayName("[X5] [X6] a viewer's write is refused on HTTP and on the socket")
    void viewer() {
        var vera = Person.guest(gesso, "Vera");
        ann.invite(canvas, vera, "viewer");
        vera.post(todos(), "{\"text\":\"a\"}").problem(403, "forbidden");
        try (var socket = Socket.join(vera, canvas, "viewer")) {
            assertThat(socket.refused(widget, "todo.add", Json.object().put("text", "a")))
                    .isEqualTo("forbidden");
            assertThat(socket.refused("canvas", "rename", Json.object().put("title", "a")))
                    .isEqualTo("forbidden");
        }
    }

    @Test
    @DisplayName("[B3] somebody else's canvas does not exist: 404 on every route and at the socket")
    void foreign() {
        var eve = Person.guest(gesso, "Eve");
        var path = "/api/canvas/" + canvas;
        eve.get(path).problem(404, "not-found");
        eve.patch(path, "{\"title\":\"Mine\"}").problem(404, "not-found");
        eve.delete(path).problem(404, "not-found");
        eve.get(path + "/history").problem(404, "not-found");
        eve.get(path + "/at/now").problem(404, "not-found");
        eve.get(path + "/members").problem(404, "not-found");
        eve.get(path + "/layouts").problem(404, "not-found");
        eve.post(path + "/undo", "{}").problem(404, "not-found");
        eve.get(todos()).problem(404, "not-found");
        assertThat(Socket.refusal(eve, canvas)).isEqualTo(404);
    }

    @Test
    @DisplayName("[DE-32] of two registrations of one e-mail at once exactly one succeeds")
    void twoAtOnce() {
        var nobody = Person.anonymous(gesso);
        var body =
                "{\"email\":\"twin-"
                        + Person.newKey()
                        + "@example.org\",\"password\":\"correct horse battery\",\"name\":\"Twin\"}";
        var answers =
                IntStream.range(0, 4)
                        .mapToObj(_ ->
                                CompletableFuture.supplyAsync(
                                        () -> nobody.post("/api/auth/register", body)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers.stream().filter(answer -> answer.status() < 300)).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() >= 300)
                .forEach(answer -> answer.problem(409, "conflict"));
    }

    @Test
    @DisplayName("[X6] a script in a title or a todo is kept as text")
    void script() {
        var title = "<script>alert(1)</script>";
        ann.patch("/api/canvas/" + canvas, Json.object().put("title", title).toString()).ok();
        var read = ann.get("/api/canvas/" + canvas).ok();
        assertThat(read.text("/title")).isEqualTo(title);
        assertThat(read.header("content-type")).startsWith("application/json");
        assertThat(read.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @ParameterizedTest(name = "[X6] [P3] {0}")
    @DisplayName("[X6] [P3] paths that climb out of the page are not served")
    @ValueSource(
            strings = {
                "/assets/..%2f..%2fapplication.conf",
                "/assets/%2e%2e/%2e%2e/application.conf",
                "/assets/..%252f..%252fapplication.conf",
                "/apps/%00",
                "/assets/%5c..%5capplication.conf"
            })
    void climbing(String path) {
        var answer = Person.anonymous(gesso).get(path);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.raw().body()).doesNotContain("pekko");
    }

    @Test
    @DisplayName(
            "[X6] a forged length, an empty type and a wrong encoding are 400 or 415, never 500")
    void oddRequests() {
        var odd = ann.request(todos()).header("Content-Type", "application/json; charset=utf-7");
        assertThat(ann.send(odd.POST(BodyPublishers.ofString("{\"text\":\"a\"}"))).status())
                .isLessThan(500);
        var bytes =
                ann.json(todos())
                        .POST(
                                BodyPublishers.ofByteArray(
                                        new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'}));
        ann.send(bytes).problem(400, "invalid");
        var packed = ann.json(todos()).header("Content-Encoding", "gzip");
        assertThat(ann.send(packed.POST(BodyPublishers.ofString("{\"text\":\"a\"}"))).status())
                .isLessThan(500);
    }
}
