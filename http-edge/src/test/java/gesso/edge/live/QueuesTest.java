package gesso.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import gesso.protocol.Json;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.Operation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What waits: for the socket, for an answer, for somebody who comes back. */
final class QueuesTest {

    private static ByteString bytes(String text) {
        return ByteString.fromString(text);
    }

    private static ToRoom.Addressed command(String id, Command command) {
        return command("canvas", id, command);
    }

    private static ToRoom.Addressed command(String to, String id, Command command) {
        return new ToRoom.Addressed(
                to,
                new Operation(
                        id, "c", null, "u", null, "x", null, null, null, "s", false, 0, 0,
                        command));
    }

    private static List<String> ids(List<ToRoom.Addressed> batch) {
        return batch.stream().map(one -> one.operation().id()).toList();
    }

    private static final Command RENAME = new CanvasCommand.Rename("T");
    private static final Command UNDO = new CanvasCommand.Undo(null, null, null, null, null, null);

    @Test
    @DisplayName("[ED-L3] an undo waits for all answers before it, and all after it for its own")
    void undo() {
        var unanswered = new Unanswered();
        unanswered.add(command("1", RENAME));
        unanswered.add(command("2", RENAME));
        unanswered.add(command("u", UNDO));
        unanswered.add(command("3", RENAME));
        assertThat(ids(unanswered.take(0))).containsExactly("1", "2");
        unanswered.answered("1");
        assertThat(unanswered.take(0)).isEmpty();
        unanswered.answered("2");
        assertThat(ids(unanswered.take(0))).containsExactly("u");
        assertThat(unanswered.size()).isEqualTo(2);
        unanswered.answered("u");
        assertThat(ids(unanswered.take(0))).containsExactly("3");
    }

    @Test
    @DisplayName(
            "[ED-L3] what follows for an entity that is slow to answer waits, for others it does not")
    void slow() {
        var unanswered = new Unanswered();
        unanswered.add(command("1", RENAME));
        assertThat(ids(unanswered.take(0))).containsExactly("1");
        unanswered.add(command("2", RENAME));
        assertThat(ids(unanswered.take(Unanswered.SLOW_NANOS))).containsExactly("2");
        unanswered.add(command("3", RENAME));
        unanswered.add(command("widget", "w", RENAME));
        unanswered.add(command("4", RENAME));
        unanswered.add(command("u", UNDO));
        assertThat(ids(unanswered.take(Unanswered.SLOW_NANOS + 1))).containsExactly("w");
        assertThat(unanswered.size()).isEqualTo(6);
        unanswered.answered("1");
        unanswered.answered("w");
        assertThat(ids(unanswered.take(Unanswered.SLOW_NANOS + 2))).containsExactly("3", "4");
        unanswered.answered("2");
        unanswered.answered("3");
        assertThat(unanswered.take(Unanswered.SLOW_NANOS + 3)).isEmpty();
        unanswered.answered("4");
        assertThat(ids(unanswered.take(Unanswered.SLOW_NANOS + 4))).containsExactly("u");
    }

    @Test
    @DisplayName("[ED-L3] nothing waits for a command that was lost with a node")
    void lost() {
        var unanswered = new Unanswered();
        unanswered.add(command("1", RENAME));
        unanswered.take(0);
        unanswered.add(command("2", RENAME));
        assertThat(unanswered.take(Unanswered.LOST_NANOS - 1)).isEmpty();
        assertThat(ids(unanswered.take(Unanswered.LOST_NANOS))).containsExactly("2");
    }

    @Test
    @DisplayName("[ED-L3] one id that is sent twice at once is answered twice")
    void twice() {
        var unanswered = new Unanswered();
        unanswered.add(command("1", RENAME));
        unanswered.add(command("1", RENAME));
        assertThat(ids(unanswered.take(0))).containsExactly("1", "1");
        assertThat(unanswered.answered("1")).isEqualTo("canvas");
        assertThat(unanswered.answered("1")).isEqualTo("canvas");
        assertThat(unanswered.answered("1")).isNull();
    }

    @Test
    @DisplayName("[ED-L3] what is never answered is given up, an undo's barrier with it")
    void expiry() {
        var unanswered = new Unanswered();
        unanswered.add(command("u", UNDO));
        unanswered.add(command("1", RENAME));
        unanswered.take(0);
        assertThat(unanswered.expire(50, 100)).isEmpty();
        assertThat(unanswered.expire(200, 100)).containsExactly("u");
        assertThat(unanswered.answered("u")).isNull();
        assertThat(ids(unanswered.take(200))).containsExactly("1");
    }

    @Test
    @DisplayName("[ED-L4] one message is a frame, more are one array; of presence the newest waits")
    void frames() {
        var outbox = new Outbox();
        outbox.note(bytes("{}"));
        assertThat(outbox.take(1000).utf8String()).isEqualTo("{}");
        outbox.note(bytes("1"));
        outbox.event("canvas", 2, bytes("2"));
        outbox.live("s", bytes("3"));
        outbox.live("s", bytes("4"));
        JsonNode array = Json.parse(outbox.take(1000).utf8String()).orElseThrow();
        assertThat(array.toString()).isEqualTo("[1,2,4]");
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    @DisplayName(
            "[ED-L4] dropping events keeps replies, and says from where the client must be led")
    void dropping() {
        var outbox = new Outbox();
        outbox.event("canvas", 7, bytes("e7"));
        outbox.note(bytes("ack"));
        outbox.event("canvas", 8, bytes("e8"));
        outbox.state("w", bytes("state"));
        outbox.event("w", 3, bytes("e3"));
        assertThat(outbox.dropDeltas()).isEqualTo(Map.of("canvas", 7L, "w", -1L));
        assertThat(outbox.deltaBytes()).isZero();
        assertThat(outbox.take(1000).utf8String()).isEqualTo("ack");
    }

    @Test
    @DisplayName(
            "[ED-L4] a queue that fills with what comes in one piece is sent at once, and is no lag")
    void fullAtOnce() {
        var told = new ArrayList<ToRoom>();
        var wire = new ArrayList<Wire.Out>();
        var outlet = outlet(told, wire);
        outlet.restart(Map.of("w", 0L));
        outlet.delta(new ToSession.Delta("w", List.of(large(1), large(2))));
        assertThat(wire).hasSize(1);
        assertThat(told).isEmpty();
        outlet.delta(new ToSession.Delta("w", List.of(large(3), large(4))));
        assertThat(told).containsExactly(new ToRoom.Stall("s"));
        outlet.taken();
        assertThat(told).last().isEqualTo(new ToRoom.Resume("s", Map.of("w", 2L), false));
    }

    private static Outlet outlet(List<ToRoom> told, List<Wire.Out> wire) {
        var limits =
                LiveLimits.of(
                        ConfigFactory.parseString("gesso.limits.live.outbox-bytes = 1000")
                                .withFallback(ConfigFactory.parseResources("live.conf"))
                                .resolve());
        var outlet = new Outlet("s", limits, new LiveMetrics(new SimpleMeterRegistry()), told::add);
        outlet.attach(wire::add);
        return outlet;
    }

    private static Tail.Entry large(long rev) {
        return new Tail.Entry(rev, bytes("x".repeat(600)));
    }

    @Test
    @DisplayName(
            "[ED-L11] a tail is contiguous and bounded; a state that it no longer continues goes")
    void tail() {
        var tail = new Tail(3, 1_000);
        tail.startWith(new EntityUpdate.State("w", 4, 4, Json.object()));
        for (long rev = 5; rev <= 7; rev++) {
            tail.add(new Tail.Entry(rev, bytes("x")));
        }
        assertThat(tail.state()).isNotNull();
        assertThat(tail.after(5)).hasSize(2);
        tail.add(new Tail.Entry(8, bytes("x")));
        assertThat(tail.state()).isNull();
        assertThat(tail.covers(4)).isFalse();
        assertThat(tail.covers(5)).isTrue();
        assertThat(tail.covers(8)).isTrue();
        assertThat(tail.covers(9)).isFalse();
    }

    @Test
    @DisplayName("[ED-L4] an allowance is spent at once and comes back with time")
    void allowance() {
        var allowance = new Allowance(10, 20);
        assertThat(allowance.take(20, 0)).isTrue();
        assertThat(allowance.take(1, 0)).isFalse();
        assertThat(allowance.take(5, 500_000_000L)).isTrue();
        assertThat(allowance.take(1, 500_000_000L)).isFalse();
    }
}
