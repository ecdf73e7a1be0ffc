package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gesso.deploy.db.PlainPostgres;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The database is away, or cannot be trusted: edits wait, nothing is lost, and the node says so.
 */
class DatabaseOutageIT {

    @Test
    @DisplayName(
            "[DE-11] PostgreSQL dies in the middle of work: edits wait, none is lost, and work goes on")
    void dies() throws Exception {
        try (var gesso = GessoProcess.up(SharedGesso.folder("outage"))) {
            var owner = Person.guest(gesso, "Owner");
            var canvas = owner.canvas("Outage");
            var ledger = new Ledger(canvas, owner.todo(canvas, 0, 0), "c", 11);
            var stop = new AtomicBoolean();
            var work =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!stop.get()) {
                                    ledger.work(owner, stop);
                                }
                            });
            GessoProcess.sleep(1_000);
            var server = gesso.postgres().orElseThrow();
            GessoProcess.signal("KILL", server.pid());
            GessoProcess.sleep(4_000);
            stop.set(true);
            work.join();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> owner.get("/api/canvas/" + canvas).status() == 200);
            ledger.resend(owner);
            assertThat(ledger.acknowledged()).isGreaterThan(20);
            assertThat(ledger.broken(owner)).isEmpty();
            assertThat(gesso.isAlive()).isTrue();
        }
    }

    @Test
    @DisplayName(
            "[DE-11] a frozen PostgreSQL: edits wait or get retry, never a false ack, and work again when it is back")
    void frozen() throws Exception {
        try (var postgres = SharedGesso.postgres();
                var gesso = node(postgres).awaitReady()) {
            var owner = Person.guest(gesso, "Owner");
            var canvas = owner.canvas("Frozen");
            var widget = owner.todo(canvas, 0, 0);
            var ledger = new Ledger(canvas, widget, "c", 5);
            var stop = new AtomicBoolean();
            var work = Thread.ofVirtual().start(() -> ledger.work(owner, stop));
            GessoProcess.sleep(1_000);
            postgres.freeze();
            GessoProcess.sleep(100);
            var before = ledger.acknowledged();
            GessoProcess.sleep(2_000);
            assertThat(ledger.acknowledged()).isEqualTo(before);
            stop.set(true);
            postgres.thaw();
            work.join();
            ledger.resend(owner);
            assertThat(ledger.broken(owner)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "[DE-11] an external PostgreSQL is stopped and started: what was acknowledged is there, and work goes on")
    void restarted() throws Exception {
        try (var postgres = SharedGesso.postgres();
                var gesso = node(postgres).awaitReady()) {
            var owner = Person.guest(gesso, "Owner");
            var canvas = owner.canvas("Restarted");
            var ledger = new Ledger(canvas, owner.todo(canvas, 0, 0), "c", 3);
            var stop = new AtomicBoolean();
            var work =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!stop.get()) {
                                    ledger.work(owner, stop);
                                }
                            });
            GessoProcess.sleep(1_000);
            postgres.stop();
            await().atMost(Duration.ofSeconds(20)).until(() -> ready(gesso).status() == 503);
            postgres.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> ready(gesso).status() == 200);
            GessoProcess.sleep(2_000);
            stop.set(true);
            work.join();
            ledger.resend(owner);
            assertThat(ledger.acknowledged()).isGreaterThan(20);
            assertThat(ledger.broken(owner)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "[DE-12] an external database with fsync off: the node says so and is not ready until it is on")
    void notDurable() throws Exception {
        try (var postgres = SharedGesso.postgres()) {
            postgres.set("fsync", "off");
            try (var gesso = node(postgres)) {
                await().atMost(Duration.ofSeconds(40))
                        .ignoreExceptions()
                        .untilAsserted(() ->
                                assertThat(ready(gesso).raw().body()).contains("fsync = off"));
                assertThat(ready(gesso).status()).isEqualTo(503);
                assertThat(gesso.output()).doesNotContain("Gesso is ready").contains("fsync = off");
                postgres.set("fsync", "on");
                gesso.awaitReady();
                assertThat(ready(gesso).status()).isEqualTo(200);
                postgres.set("fsync", "off");
                await().atMost(Duration.ofSeconds(20)).until(() -> ready(gesso).status() == 503);
            }
        }
    }

    private static GessoProcess node(PlainPostgres postgres) {
        var remote = GessoProcess.freePort();
        return GessoProcess.start(
                GessoProcess.freePort(),
                GessoProcess.freePort(),
                remote,
                Map.of(),
                "node",
                "--roles",
                "canvas,edge,ai,feed",
                "--seeds",
                "127.0.0.1:" + remote,
                "--db",
                postgres.database().address());
    }

    private static Reply ready(GessoProcess gesso) {
        return Person.anonymous(gesso).send(HttpRequest.newBuilder(gesso.ops("/ready")));
    }
}
