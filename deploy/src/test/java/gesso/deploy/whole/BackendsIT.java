package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every app's backend stands behind the same doors: the same probe gets the same answer. */
class BackendsIT {

    /**
     * One app's backend.
     *
     * @param read a path of its own below the widget
     * @param write the path to POST to
     * @param good a body that is taken
     */
    private record Backend(String app, String read, String write, String good) {
        @Override
        public String toString() {
            return app;
        }
    }

    private static final Map<Backend, String> WIDGETS = new LinkedHashMap<>();
    private static GessoProcess gesso;
    private static Person ann;
    private static Person viewer;
    private static Person stranger;

    static Stream<Backend> backends() {
        return Stream.of(
                new Backend("todo", "todos", "todos", "{\"text\":\"One\"}"),
                new Backend(
                        "calendar",
                        "events",
                        "events",
                        "{\"title\":\"One\",\"start\":\"2026-01-05\"}"),
                new Backend("chat", "messages", "messages", "{\"text\":\"One\"}"),
                new Backend("notes", "state", "commands/notes.update", "{\"update\":\"AAA=\"}"));
    }

    @BeforeAll
    static void start() {
        gesso = SharedGesso.get();
        ann = Person.guest(gesso, "Ann");
        viewer = Person.guest(gesso, "Viewer");
        stranger = Person.guest(gesso, "Stranger");
        var canvas = ann.canvas("Backends");
        ann.invite(canvas, viewer, "viewer");
        backends().forEach(one -> WIDGETS.put(one, BusIT.widget(ann, canvas, one.app(), 0)));
    }

    private static String path(Backend one, String rest) {
        return "/api/apps/%s/%s/%s".formatted(one.app(), WIDGETS.get(one), rest);
    }

    @ParameterizedTest
    @MethodSource("backends")
    @DisplayName(
            "[DE-B4][B8][B4] reads: private for a minute, tagged, 304 for who has it, with rate headers")
    void reads(Backend one) {
        var answer = ann.get(path(one, one.read())).ok();
        assertThat(answer.header("cache-control")).isEqualTo("private, max-age=60");
        assertThat(answer.header("etag")).matches("\"\\d+\"");
        assertThat(answer.header("x-correlation-id")).isNotBlank();
        var same =
                ann.send(
                        ann.request(path(one, one.read()))
                                .header("If-None-Match", answer.header("etag"))
                                .GET());
        assertThat(same.status()).isEqualTo(304);
        assertThat(viewer.get(path(one, one.read())).ok().body()).isEqualTo(answer.body());
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @MethodSource("backends")
    @DisplayName(
            "[DE-B4][B8][B1][B3] who: 401 without a token, 404 for a stranger, 403 for a viewer's write, whatever the body")
    void people(Backend one) {
        var nobody = Person.anonymous(gesso);
        for (var body : new String[] {one.good(), "{ no JSON"}) {
            assertThat(
                            nobody.post(path(one, one.write()), body)
                                    .problem(401, "unauthenticated")
                                    .header("www-authenticate"))
                    .startsWith("Bearer");
            stranger.post(path(one, one.write()), body).problem(404, "not-found");
            viewer.post(path(one, one.write()), body).problem(403, "forbidden");
        }
        nobody.get(path(one, one.read())).problem(401, "unauthenticated");
        stranger.get(path(one, one.read())).problem(404, "not-found");
        viewer.put(path(one, "config"), "{}").problem(403, "forbidden");
        stranger.get(path(one, "config")).problem(404, "not-found");
    }

    @ParameterizedTest
    @MethodSource("backends")
    @DisplayName(
            "[DE-B4][B8][B2] what: 400 with the faulty fields, 413, 415, 404 for an unknown path, 405 with Allow")
    void bodies(Backend one) {
        var broken = ann.post(path(one, one.write()), "{ no JSON").problem(400, "invalid");
        assertThat(broken.text("/errors/0/field")).isEqualTo("body");
        var unknown =
                ann.post(path(one, one.write()), "{\"surely-not-a-field\":1}")
                        .problem(400, "invalid");
        assertThat(unknown.at("/errors").findValuesAsText("field")).contains("surely-not-a-field");
        var large = Json.text(Json.object().put("text", "x".repeat(70_000)));
        ann.post(path(one, one.write()), large).problem(413, "too-large");
        ann.send(
                        ann.request(path(one, one.write()))
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString(one.good())))
                .problem(415, "invalid");
        ann.get(path(one, "no-such-path")).problem(404, "not-found");
        ann.get("/api/apps/" + one.app() + "/no-such-widget/" + one.read())
                .problem(404, "not-found");
        var wrong = ann.put(path(one, one.write()), one.good()).problem(405, "invalid");
        assertThat(wrong.header("allow")).contains("POST");
        ann.post(path(one, "commands/" + one.app() + ".surely-not"), "{}")
                .problem(400, "unknown-command");
    }

    @ParameterizedTest
    @MethodSource("backends")
    @DisplayName("[DE-B4][B8] writes: not stored, a revision and an instant, once for one key")
    void writes(Backend one) {
        var key = Person.newKey();
        var first = ann.keyed("POST", path(one, one.write()), key, one.good()).ok();
        assertThat(first.header("cache-control")).isEqualTo("no-store");
        assertThat(first.at("/revision").asLong()).isPositive();
        assertThat(first.at("/at").asLong()).isPositive();
        var again = ann.keyed("POST", path(one, one.write()), key, one.good()).ok();
        assertThat(again.body()).isEqualTo(first.body());
        ann.keyed("PUT", path(one, "config"), key, "{\"a\":1}").problem(409, "operation-reused");
        var seen = ann.get(path(one, one.read())).ok();
        assertThat(seen.header("etag")).isEqualTo("\"" + first.at("/revision").asLong() + "\"");
    }

    @Test
    @DisplayName(
            "[DE-B4][B8][X7] who asks too much gets 429 with the same headers at every backend, and nobody else waits")
    void rates() {
        var few = Map.of("GESSO_COMMANDS_PER_SECOND", "5");
        var data = SharedGesso.folder("rates").toString();
        try (var strict = GessoProcess.start(few, "up", "--data", data).awaitReady()) {
            var bob = Person.guest(strict, "Bob");
            for (var one : backends().toList()) {
                var eager = Person.guest(strict, "Eager");
                var path = "/api/apps/%s/no-such-widget/%s".formatted(one.app(), one.write());
                var answer =
                        Stream.generate(() -> eager.post(path, one.good()))
                                .limit(200)
                                .filter(reply -> reply.status() == 429)
                                .findFirst()
                                .orElseThrow()
                                .problem(429, "rate-limited");
                assertThat(answer.header("retry-after")).isEqualTo("1");
                assertThat(answer.header("ratelimit-limit")).isEqualTo("5");
                assertThat(answer.header("ratelimit-remaining")).isEqualTo("0");
                assertThat(answer.header("ratelimit-reset")).isEqualTo("1");
                bob.post(path, one.good()).problem(404, "not-found");
            }
        }
    }
}
