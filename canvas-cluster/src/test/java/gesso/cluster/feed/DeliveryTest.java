package gesso.cluster.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gesso.cluster.bus.Effects;
import gesso.protocol.bus.BusEvent;
import gesso.protocol.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final BusDesk desk = new BusDesk();

    DeliveryTest() throws SQLException {}

    private static List<String> ids(long... revisions) {
        return LongStream.of(revisions).mapToObj(revision -> "c|c|w#" + revision).toList();
    }

    @Test
    @DisplayName(
            "[CL-B2][E4][E6] what matches comes, by revision, and where the widget's app is known")
    void matching() throws SQLException {
        var heard = new ArrayList<String>();
        var all =
                desk.subscribe(
                        "*",
                        new BusDesk.Listener("all") {
                            @Override
                            public void handle(BusEvent event, Effects effects) {
                                heard.add(event.source() + " " + event.type() + " " + event.of());
                            }
                        });
        var family = new BusDesk.Listener("family");
        var todos = desk.subscribe("todo.*", family);
        var verb = new BusDesk.Listener("verb");
        var rang = desk.subscribe("*.rang", verb);
        desk.happens(
                "c|c",
                1,
                "canvas.created.1",
                "{\"title\":\"T\",\"grid\":{\"columns\":12,\"rowHeight\":72,\"gap\":12,\"collision\":\"push\"}}");
        desk.run("INSERT INTO widget_place VALUES ('n', 'c', 'timer', now())");
        desk.todo(1);
        desk.happens("c|c|n", 1, "widget.emitted.1", "{\"type\":\"bell.rang\",\"data\":{}}");
        desk.happens("c|c|w", 2, "todo.toggled.1", "{\"id\":\"t1\",\"done\":true}");
        for (var delivery : List.of(all, todos, rang)) {
            desk.deliver(delivery);
        }
        assertThat(heard)
                .containsExactly(
                        "gesso.canvas created canvas",
                        "todo-service todo.created w",
                        "timer-service bell.rang n",
                        "todo-service todo.toggled w");
        assertThat(family.called).containsExactlyElementsOf(ids(1, 2));
        assertThat(verb.called).containsExactly("c|c|n#1");
    }

    @Test
    @DisplayName(
            "[CL-B2][E6] a new subscription starts now, or with the first event if it says so; a known one goes on")
    void starts() throws SQLException {
        desk.todo(1);
        var now = new BusDesk.Listener("now");
        desk.deliver(desk.subscribe("todo.*", now));
        var all =
                new BusDesk.Listener("all") {
                    @Override
                    public Start start() {
                        return Start.BEGINNING;
                    }
                };
        desk.deliver(desk.subscribe("todo.*", all));
        desk.todo(2);
        desk.deliver(desk.subscribe("todo.*", now));
        desk.deliver(desk.subscribe("todo.*", all));
        assertThat(now.called).containsExactlyElementsOf(ids(2));
        assertThat(all.called).containsExactlyElementsOf(ids(1, 2));
    }

    @Test
    @DisplayName(
            "[CL-B3][E6] killed between the effect and the offset, or before either, each effect is there once")
    void killed() throws SQLException {
        var listener = new BusDesk.Listener("l");
        var delivery = desk.subscribe("todo.*", listener);
        for (long revision = 1; revision <= 12; revision++) {
            desk.todo(revision);
        }
        var dies =
                new BusDesk.Listener("l") {
                    private String session = "";

                    @Override
                    public void handle(BusEvent event, Effects effects) throws Exception {
                        super.handle(event, effects);
                        session = effects.text("SELECT pg_backend_pid()").orElseThrow();
                    }

                    @Override
                    public void flush() {
                        TestDatabase.execute("SELECT pg_terminate_backend(" + session + ")");
                    }
                };
        var died = desk.subscribe("todo.*", dies);
        assertThatThrownBy(() -> desk.deliver(died)).isInstanceOf(SQLException.class);
        assertThat(dies.called).hasSize(5);
        assertThat(desk.heard("l")).isEmpty();
        desk.deliver(delivery);
        assertThat(desk.heard("l"))
                .containsExactlyElementsOf(ids(LongStream.rangeClosed(1, 12).toArray()));
    }

    @Test
    @DisplayName(
            "[CL-B3][E6] two at a time, as while one node takes over from another: each effect is there once")
    void twice() throws Exception {
        var deliveries = new ArrayList<Delivery>();
        for (int i = 0; i < 3; i++) {
            deliveries.add(desk.subscribe("todo.*", new BusDesk.Listener("l")));
        }
        for (long revision = 1; revision <= 40; revision++) {
            desk.todo(revision);
        }
        var threads = new ArrayList<Thread>();
        var failures = new ArrayList<Exception>();
        for (var delivery : deliveries) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    desk.deliver(delivery);
                                } catch (SQLException | RuntimeException failed) {
                                    synchronized (failures) {
                                        failures.add(failed);
                                    }
                                }
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(desk.heard("l"))
                .containsExactlyElementsOf(ids(LongStream.rangeClosed(1, 40).toArray()));
    }

    @Test
    @DisplayName(
            "[CL-B3] a transaction that commits late is not passed over, and lists that are made anew bring nothing again")
    void late() throws SQLException {
        var listener = new BusDesk.Listener("l");
        var delivery = desk.subscribe("todo.*", listener);
        try (var early = desk.database.getConnection()) {
            early.setAutoCommit(false);
            BusDesk.write(early, "c|c|early", 1, "todo.created.1", "{}");
            desk.todo(1);
            desk.deliver(delivery);
            assertThat(listener.called).isEmpty();
            early.commit();
        }
        desk.readLists();
        desk.deliver(delivery);
        assertThat(listener.called).containsExactly("c|c|early#1", "c|c|w#1");
        try (var connection = desk.database.getConnection()) {
            Feed.rebuild(connection);
        }
        desk.deliver(delivery);
        desk.readLists();
        desk.todo(2);
        desk.deliver(delivery);
        assertThat(listener.called).containsExactly("c|c|early#1", "c|c|w#1", "c|c|w#2");
    }

    @Test
    @DisplayName(
            "[CL-B4][E6] an event that always fails is tried, parked and passed; what it did is undone; an operator has it tried again")
    void parked() throws SQLException {
        var broken = new AtomicBoolean(true);
        var listener =
                new BusDesk.Listener("l") {
                    @Override
                    public void handle(BusEvent event, Effects effects) throws Exception {
                        super.handle(event, effects);
                        if (event.revision() == 2 && broken.get()) {
                            effects.run("SELECT 1 / 0");
                        }
                    }
                };
        var delivery = desk.subscribe("todo.*", listener);
        for (long revision = 1; revision <= 3; revision++) {
            desk.todo(revision);
        }
        Awaitility.await()
                .untilAsserted(() -> {
                    desk.deliver(delivery);
                    assertThat(desk.heard("l")).containsExactlyElementsOf(ids(1, 3));
                });
        assertThat(listener.called.stream().filter("c|c|w#2"::equals))
                .hasSize(BusDesk.LIMITS.tries());
        assertThat(desk.texts("SELECT event || ' ' || type || ' ' || error FROM bus_parked"))
                .singleElement()
                .asString()
                .startsWith("c|c|w#2 todo.created.1 ")
                .contains("division by zero");
        assertThat(desk.texts("SELECT tries::text FROM bus_subscription")).containsExactly("0");

        desk.run("UPDATE bus_parked SET again = true");
        desk.deliver(delivery);
        assertThat(desk.texts("SELECT event FROM bus_parked WHERE NOT again")).hasSize(1);
        broken.set(false);
        desk.run("UPDATE bus_parked SET again = true");
        desk.deliver(delivery);
        assertThat(desk.texts("SELECT event FROM bus_parked")).isEmpty();
        assertThat(desk.heard("l")).containsExactlyElementsOf(ids(1, 3, 2));
    }

    @Test
    @DisplayName(
            "[CL-B4] the pauses between tries grow to a limit, and nothing is tried within one")
    void pauses() throws SQLException {
        assertThat(
                        List.of(1, 2, 3, 9, 900).stream()
                                .map(BusDesk.LIMITS::backoff)
                                .map(Duration::toMillis))
                .containsExactly(1L, 2L, 4L, 4L, 4L);
        var listener =
                new BusDesk.Listener("l") {
                    @Override
                    public void handle(BusEvent event, Effects effects) {
                        called.add(event.id());
                        throw new IllegalStateException("broken");
                    }
                };
        var delivery = desk.subscribe("todo.*", listener);
        desk.todo(1);
        desk.deliver(delivery);
        desk.run("UPDATE bus_subscription SET next_try = now() + interval '1 hour'");
        desk.deliver(delivery);
        assertThat(listener.called).hasSize(1);
    }

    @Test
    @DisplayName("[CL-B4] a handler that is too slow for its transaction counts as failed, too")
    void slow() throws SQLException {
        var listener =
                new BusDesk.Listener("l") {
                    @Override
                    public void handle(BusEvent event, Effects effects) throws Exception {
                        super.handle(event, effects);
                        if (event.revision() == 1) {
                            Thread.sleep(BusDesk.LIMITS.patience().plusMillis(50));
                            var session = effects.text("SELECT pg_backend_pid()").orElseThrow();
                            TestDatabase.execute("SELECT pg_terminate_backend(" + session + ")");
                            effects.run("SELECT 1");
                        }
                    }
                };
        var delivery = desk.subscribe("todo.*", listener);
        desk.todo(1);
        desk.todo(2);
        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() -> {
                    desk.deliver(delivery);
                    assertThat(desk.heard("l")).containsExactlyElementsOf(ids(2));
                });
        assertThat(desk.texts("SELECT error FROM bus_parked"))
                .singleElement()
                .asString()
                .contains("longer than");
    }

    @Test
    @DisplayName(
            "[CL-B5][E6] what could not be handed on comes again until it is; nothing is parked for it")
    void flush() throws SQLException {
        var away = new AtomicBoolean(true);
        var handedOn = new ArrayList<String>();
        var publisher =
                new BusDesk.Listener("broker") {
                    private final List<String> waiting = new ArrayList<>();

                    @Override
                    public void handle(BusEvent event, Effects effects) {
                        waiting.add(event.id());
                    }

                    @Override
                    public void flush() {
                        var all = List.copyOf(waiting);
                        waiting.clear();
                        if (away.get()) {
                            throw new IllegalStateException("the broker is away");
                        }
                        handedOn.addAll(all);
                    }
                };
        var delivery = desk.subscribe("*", publisher);
        for (long revision = 1; revision <= 7; revision++) {
            desk.todo(revision);
        }
        for (int i = 0; i < BusDesk.LIMITS.tries() + 2; i++) {
            assertThatThrownBy(() -> desk.deliver(delivery)).hasMessageContaining("broker");
        }
        away.set(false);
        desk.deliver(delivery);
        assertThat(handedOn).containsExactlyElementsOf(ids(LongStream.rangeClosed(1, 7).toArray()));
        assertThat(desk.texts("SELECT event FROM bus_parked")).isEmpty();
    }

    @Test
    @DisplayName("[CL-B2] a step costs what is new in the journal, however long it is")
    void plan() throws SQLException {
        var listener = new BusDesk.Listener("l");
        var limits = BusDesk.LIMITS;
        var delivery =
                desk.subscribe(
                        "todo.*",
                        listener,
                        new BusLimits(
                                1_000,
                                limits.tries(),
                                limits.backoffMin(),
                                limits.backoffMax(),
                                limits.patience(),
                                limits.error()));
        try (var connection = desk.database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= 3_000; i++) {
                BusDesk.write(connection, "c|c|w", i, "widget.configured.1", "{}");
            }
            connection.commit();
        }
        desk.todo(3_001);
        desk.deliver(delivery);
        assertThat(listener.called).containsExactlyElementsOf(ids(3_001));
        desk.run("ANALYZE event_journal");
        var page =
                Delivery.PAGE
                        .replaceFirst("\\?", "'{todo.%}'")
                        .replaceFirst("\\?", "'5'")
                        .replaceFirst("\\?", "5")
                        .replaceFirst("\\?", "'9'")
                        .replaceFirst("\\?", "9")
                        .replaceFirst("\\?", "500");
        assertThat(String.join("\n", desk.texts("EXPLAIN " + page)))
                .contains("event_journal_feed")
                .doesNotContain("Seq Scan");
    }

    @Test
    @DisplayName("[CL-B4][E6] one subscription that hangs holds no other up")
    void isolated() throws Exception {
        var release = new CountDownLatch(1);
        var hangs =
                desk.subscribe(
                        "todo.*",
                        new BusDesk.Listener("hangs") {
                            @Override
                            public void handle(BusEvent event, Effects effects) throws Exception {
                                release.await();
                            }
                        });
        var other = new BusDesk.Listener("other");
        var delivery = desk.subscribe("todo.*", other);
        desk.todo(1);
        var hanging =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                desk.deliver(hangs);
                            } catch (SQLException failed) {
                                throw new IllegalStateException(failed);
                            }
                        });
        desk.deliver(delivery);
        assertThat(other.called).hasSize(1);
        assertThat(hanging.isAlive()).isTrue();
        release.countDown();
        hanging.join();
    }
}
