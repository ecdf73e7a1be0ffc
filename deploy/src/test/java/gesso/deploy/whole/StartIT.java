package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gesso.deploy.db.PlainPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Starting and stopping, and every way in which a start is refused in words. */
class StartIT {
    private static final Map<String, String> NONE = Map.of();

    @Test
    @DisplayName(
            "[DE-15] SIGINT and SIGTERM end it with status 0 and leave no process; what was done is there at the next start")
    void stopsAndStarts() {
        var data = SharedGesso.folder("stop");
        String canvas;
        Person ann;
        try (var gesso = GessoProcess.up(data)) {
            ann = Person.guest(gesso, "Ann");
            canvas = ann.canvas("Kept");
            var children = gesso.handle().descendants().toList();
            assertThat(children).isNotEmpty();
            gesso.signal("INT");
            assertThat(gesso.awaitEnd()).isZero();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
        try (var gesso = GessoProcess.up(data)) {
            assertThat(ann.at(gesso).state(canvas).at("/title").asText()).isEqualTo("Kept");
            gesso.signal("TERM");
            assertThat(gesso.awaitEnd()).isZero();
        }
    }

    @Test
    @DisplayName("[Z2] [DE-16] with all snapshots and read models gone everything is as it was")
    void rebuilt() throws Exception {
        try (var postgres = SharedGesso.postgres()) {
            var remote = GessoProcess.freePort();
            String canvas;
            String before;
            Person ann;
            try (var gesso = node(postgres, remote)) {
                gesso.awaitReady();
                ann = Person.guest(gesso, "Ann");
                canvas = ann.canvas("From the journal alone");
                var widget = ann.todo(canvas, 2, 1);
                for (var i = 0; i < 30; i++) {
                    ann.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"n" + i + "\"}")
                            .ok();
                }
                before =
                        ann.get("/api/canvas/" + canvas + "/at/now").ok().at("/widgets").toString();
            }
            postgres.executeInGesso(
                    "TRUNCATE snapshot, canvas_summary, canvas_member, app_entry, app_version");
            postgres.executeInGesso("UPDATE feed_offset SET xid = '0', ordering = 0");
            try (var gesso = node(postgres, remote)) {
                gesso.awaitReady();
                var back = ann.at(gesso);
                assertThat(
                                back.get("/api/canvas/" + canvas + "/at/now")
                                        .ok()
                                        .at("/widgets")
                                        .toString())
                        .isEqualTo(before);
                await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> {
                            assertThat(back.get("/api/canvas").ok().raw().body())
                                    .contains("From the journal alone");
                            assertThat(back.get("/api/registry/apps").ok().raw().body())
                                    .contains("\"todo\"");
                        });
            }
        }
    }

    private static GessoProcess node(PlainPostgres postgres, int remote) {
        return GessoProcess.start(
                GessoProcess.freePort(),
                GessoProcess.freePort(),
                remote,
                NONE,
                "node",
                "--roles",
                "canvas,edge,feed",
                "--seeds",
                "127.0.0.1:" + remote,
                "--db",
                postgres.database().address());
    }

    @Test
    @DisplayName("[DE-12] a node that starts says ready only when people can come in")
    void notReadyTooEarly() throws Exception {
        var data = SharedGesso.folder("early");
        try (var http = HttpClient.newHttpClient();
                var gesso = GessoProcess.start(NONE, "up", "--data", data.toString())) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .ignoreExceptions()
                    .until(() -> status(http, gesso.ops("/ready")) == 200);
            assertThat(status(http, gesso.http("/"))).isEqualTo(200);
        }
    }

    private static int status(HttpClient http, URI at) throws Exception {
        return http.send(HttpRequest.newBuilder(at).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    @DisplayName(
            "[DE-17] a PostgreSQL that a killed Gesso left behind is taken over by the next start, and stops with it")
    void orphan() {
        var data = SharedGesso.folder("orphan");
        var gesso = GessoProcess.up(data);
        var server = gesso.postgres().orElseThrow();
        var others = gesso.handle().children().filter(child -> !child.equals(server)).toList();
        gesso.kill9();
        assertThat(server.isAlive()).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> others.stream().noneMatch(ProcessHandle::isAlive));
        try (var again = GessoProcess.up(data)) {
            assertThat(server.isAlive()).isTrue();
            assertThat(again.postgres()).isEmpty();
            Person.guest(again, "Ann").canvas("Taken over");
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> !server.isAlive());
    }

    @Test
    @DisplayName("[DE-15] a stop in the middle of a start ends with status 0 and without a crash")
    void stoppedWhileStarting() {
        for (var line : List.of("Founding a cluster", "edge bound")) {
            var data = SharedGesso.folder("starting-" + line.length());
            try (var gesso = GessoProcess.start(NONE, "up", "--data", data.toString())) {
                await().atMost(Duration.ofSeconds(60)).until(() -> gesso.output().contains(line));
                gesso.signal("TERM");
                assertThat(gesso.awaitEnd()).isZero();
                assertThat(gesso.output()).doesNotContain("Exception in thread");
            }
        }
    }

    @Test
    @DisplayName("[DE-5] a second up on the same data folder is refused and the first one goes on")
    void second() {
        var data = SharedGesso.folder("second");
        try (var first = GessoProcess.up(data);
                var second = GessoProcess.start(NONE, "up", "--data", data.toString())) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output())
                    .contains("is in use by another Gesso (process " + first.handle().pid() + ")")
                    .contains("--data DIR");
            Person.guest(first, "Ann").canvas("Still here");
        }
    }

    @Test
    @DisplayName("[DE-18] a taken port is said before anything starts")
    void portTaken() throws Exception {
        var data = SharedGesso.folder("port");
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = "" + taken.getLocalPort();
            var ended = GessoProcess.run(NONE, "up", "--data", data.toString(), "--port", port);
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.output())
                    .contains("Port " + port)
                    .contains("is taken")
                    .contains("--port PORT");
            var ops =
                    GessoProcess.run(
                            NONE,
                            "up",
                            "--data",
                            data.toString(),
                            "--port",
                            "" + GessoProcess.freePort(),
                            "--ops-port",
                            port);
            assertThat(ops.output()).contains("--ops-port PORT");
            assertThat(data.resolve("postgresql")).doesNotExist();
        }
    }

    @Test
    @DisplayName("[DE-5] a data path that cannot be written is said in words")
    void notWritable() throws Exception {
        var file = Files.createTempFile("gesso", "file");
        var ended =
                GessoProcess.run(
                        NONE,
                        "up",
                        "--data",
                        file.resolve("inside").toString(),
                        "--port",
                        free(),
                        "--ops-port",
                        free());
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains("cannot be written")
                .contains("--data DIR")
                .doesNotContain("\tat ");
    }

    private static String free() {
        return "" + GessoProcess.freePort();
    }

    @Test
    @DisplayName("[DE-19] misuse of the command line ends with status 2 and one sentence")
    void misuse() {
        for (var arguments :
                new String[][] {
                    {"up", "--port", "many"},
                    {"up", "--port", "70000"},
                    {"up", "--port", "8080", "--ops-port", "8080"},
                    {"up", "--bogus"},
                    {"up", "surplus"},
                    {"node"},
                    {"node", "--roles", "king", "--seeds", "h:1", "--db", "postgresql://h/g"},
                    {"node", "--roles", "edge", "--seeds", "nowhere", "--db", "postgresql://h/g"},
                    {"node", "--roles", "edge", "--seeds", "h:1", "--db", "mysql://h/g"},
                    {"dance"}
                }) {
            var ended = GessoProcess.run(NONE, arguments);
            assertThat(ended.status()).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(ended.output()).startsWith("gesso: ").doesNotContain("\tat ");
        }
        assertThat(GessoProcess.run(Map.of("GESSO_PORT", "many"), "up").status()).isEqualTo(2);
        assertThat(GessoProcess.run(NONE, "--help").output())
                .contains("up")
                .contains("node")
                .contains("test");
        assertThat(GessoProcess.run(NONE, "up", "--help").output()).contains("--data");
    }

    @Test
    @DisplayName("[DE-19] every option may come from the environment")
    void environment() {
        var data = SharedGesso.folder("environment");
        var ended =
                GessoProcess.run(
                        Map.of("GESSO_PORT", "70000", "GESSO_DATA", data.toString()), "up");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output()).contains("70000");
        try (var gesso =
                GessoProcess.start(Map.of("GESSO_DATA", data.toString()), "up").awaitReady()) {
            assertThat(data.resolve("postgresql")).exists();
            assertThat(gesso.isAlive()).isTrue();
        }
    }
}
