package gesso.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.TestEdge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How sockets end when neither side wants to: expiry, drain, and clients that take nothing. */
final class EndingsTest {

    @Test
    @DisplayName("[ED-L6] [X1] an expired token ends its socket after a grace, a renewed one not")
    void expiry() {
        try (var bench =
                LiveBench.start(
                        """
                        gesso.edge.tokens.lifetime = 10s
                        gesso.limits.live.expiry-grace = 2s
                        """)) {
            var first = bench.edge.guest("Ada");
            var canvas = bench.canvas(first);
            var ada = renewed(bench, first);
            var left = TestSocket.open(bench.edge, ada, canvas).joined("left");
            var kept = TestSocket.open(bench.edge, ada, canvas).joined("kept");
            kept.send("{'t':'auth','token':'nonsense'}");
            assertThat(kept.await("no").path("code").asText()).isEqualTo("unauthenticated");
            do {
                ada = renewed(bench, ada);
                kept.send("{'t':'auth','token':'" + ada.token() + "'}");
            } while (left.within(Duration.ofSeconds(1)).stream()
                    .noneMatch(one -> one.path("code").asText().equals("expired")));
            assertThat(left.closeCode()).isEqualTo(4401);
            kept.send("{'t':'ping','n':1}");
            kept.await("pong");
            kept.close();
        }
    }

    private static TestEdge.Person renewed(LiveBench bench, TestEdge.Person person) {
        return TestEdge.person(
                bench.edge.post(
                        "/api/auth/refresh",
                        "{\"refreshToken\":\"" + person.refreshToken() + "\"}"));
    }

    @Test
    @DisplayName("[ED-L6] a node that drains says so and closes with 1012")
    void drain() {
        var bench = LiveBench.start();
        var ada = bench.edge.guest("Ada");
        var socket = TestSocket.open(bench.edge, ada, bench.canvas(ada)).joined("tab");
        bench.close();
        assertThat(socket.await("bye").path("code").asText()).isEqualTo("drain");
        assertThat(socket.closeCode()).isEqualTo(1012);
    }

    /** Of 30 kB each: several times what buffers and the queue of a socket hold. */
    private static final int EVENTS = 120;

    private static final String SLOW =
            """
            gesso.limits.commands-per-second = 100000
            gesso.limits.live.outbox-bytes = 200 KiB
            gesso.limits.live.messages-per-second = 100000
            pekko.http.server.socket-options.so-send-buffer-size = 16k
            """;

    @Test
    @DisplayName("[ED-L4] a socket that takes nothing slows nobody, and gets a fresh state later")
    void slow() {
        try (var bench = LiveBench.start(SLOW + "gesso.limits.live.lag-timeout = 60s")) {
            var ada = bench.edge.guest("Ada");
            var canvas = bench.canvas(ada);
            var widget = bench.widget(ada, canvas);
            var writer = TestSocket.open(bench.edge, ada, canvas).joined("writer");
            var slow = TestSocket.open(bench.edge, ada, canvas, false).join("slow");
            int events = EVENTS;
            for (int i = 0; i < events; i++) {
                writer.send(patch(i, widget, "x".repeat(30_000)));
                writer.await("ack");
            }
            slow.read();
            writer.send(patch(events, widget, "last"));
            var came = new ArrayList<JsonNode>();
            slow.await(message -> {
                if (message.path("of").asText().equals(widget)) {
                    came.add(message);
                }
                return message.path("rev").asLong() == events + 1;
            });
            assertThat(came).hasSizeLessThan(events);
            assertThat(came.stream().filter(one -> one.path("t").asText().equals("state")))
                    .as("one when it joined, one when it had drained")
                    .hasSizeGreaterThan(1);
            contiguous(came);
            slow.close();
            writer.close();
        }
    }

    private static void contiguous(List<JsonNode> messages) {
        long rev = -1;
        for (var message : messages) {
            if (message.path("t").asText().equals("ev")) {
                assertThat(message.path("rev").asLong()).isEqualTo(rev + 1);
            }
            rev = message.path("rev").asLong();
        }
    }

    private static String patch(int i, String widget, String value) {
        return "{'t':'cmd','id':'p"
                + i
                + "','to':'"
                + widget
                + "','do':'set-state','data':{'patch':{'blob':'"
                + value
                + "'}}}";
    }

    @Test
    @DisplayName("[ED-L4] a socket that takes nothing for too long is cut off")
    void lagging() {
        try (var bench =
                LiveBench.start(
                        SLOW
                                + """
                                gesso.limits.live.lag-timeout = 1s
                                gesso.limits.live.close-grace = 1s
                                """)) {
            var ada = bench.edge.guest("Ada");
            var canvas = bench.canvas(ada);
            var widget = bench.widget(ada, canvas);
            var writer = TestSocket.open(bench.edge, ada, canvas).joined("writer");
            var slow = TestSocket.open(bench.edge, ada, canvas, false).join("slow");
            for (int i = 0; i < EVENTS; i++) {
                writer.send(patch(i, widget, "x".repeat(30_000)));
                writer.await("ack");
            }
            writer.within(Duration.ofSeconds(4));
            slow.read();
            assertThat(slow.closeCodeByAsking()).isIn(4408, 1006);
            writer.send("{'t':'ping','n':1}");
            writer.await("pong");
            writer.close();
        }
    }
}
