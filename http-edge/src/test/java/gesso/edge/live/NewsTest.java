package gesso.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import gesso.protocol.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When a room tells its sessions what it has collected, and whom. */
class NewsTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final LiveLimits LIMITS =
            LiveLimits.of(ConfigFactory.parseResources("live.conf").resolve());
    private static final long MILLI = 1_000_000;
    private static final long START = 5_000 * MILLI;

    private final News news = new News(LIMITS, START);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static ToSession.Delta delta(String of, long... revisions) {
        return new ToSession.Delta(
                of,
                LongStream.of(revisions)
                        .mapToObj(rev -> new Tail.Entry(rev, ByteString.fromString("e" + rev)))
                        .toList());
    }

    private record Sitting(Seat seat, TestProbe<ToSession> heard) {
        static Sitting of(String... live) {
            var probe = KIT.<ToSession>createTestProbe();
            var seat = new Seat("s", "ada", "Ada", probe.ref(), Role.EDITOR);
            seat.live.addAll(List.of(live));
            return new Sitting(seat, probe);
        }

        List<String> next() {
            return heard.expectMessageClass(ToSession.News.class).deltas().stream()
                    .map(delta -> delta.of() + delta.entries().getLast().rev())
                    .toList();
        }
    }

    @Test
    @DisplayName("[ED-L16] the first after a pause goes at once, what follows with the tick")
    void pauseAndTick() {
        assertThat(news.isEmpty()).isTrue();
        news.add(delta("canvas", 1));
        assertThat(news.left(10, START)).isZero();
        var ann = Sitting.of("canvas");
        news.tell(List.of(ann.seat), START);
        assertThat(ann.next()).containsExactly("canvas1");

        news.add(delta("canvas", 2));
        news.add(delta("canvas", 3));
        assertThat(news.left(10, START + 6 * MILLI)).isEqualTo(Duration.ofMillis(10));
        assertThat(news.left(10, START + 16 * MILLI)).isZero();
        news.tell(List.of(ann.seat), START + 16 * MILLI);
        assertThat(ann.next()).containsExactly("canvas2", "canvas3");
        assertThat(news.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("[ED-L16] the tick grows with the room, from 16 to 100 ms")
    void tickGrows() {
        news.tell(List.of(), START);
        var millis = new ArrayList<Long>();
        for (int seats : new int[] {1, 64, 200, 400, 5000}) {
            millis.add(news.left(seats, START).toMillis());
        }
        assertThat(millis).containsExactly(16L, 16L, 50L, 100L, 100L);
    }

    @Test
    @DisplayName("[ED-L16] many events, or large ones, do not wait for the tick")
    void many() {
        news.tell(List.of(), START);
        news.add(delta("canvas", LongStream.rangeClosed(1, LIMITS.tickEvents()).toArray()));
        assertThat(news.left(10, START)).isZero();
        news.tell(List.of(), START);
        var large = new Tail.Entry(1, ByteString.fromArray(new byte[LIMITS.outFrameBytes()]));
        news.add(delta("canvas", 1));
        assertThat(news.left(10, START)).isPositive();
        news.add(new ToSession.Delta("canvas", List.of(large)));
        assertThat(news.left(10, START)).isZero();
    }

    @Test
    @DisplayName(
            "[ED-L16] each hears of what it follows alone; those who follow the same, in one object")
    void everybodyTheirOwn() {
        var ann = Sitting.of("canvas", "w1");
        var bob = Sitting.of("canvas", "w1", "w2");
        var carl = Sitting.of("w1", "canvas", "w2");
        var eve = Sitting.of("w3");
        news.add(delta("w2", 4));
        news.add(delta("canvas", 9));
        news.tell(List.of(ann.seat, bob.seat, carl.seat, eve.seat), START);
        assertThat(ann.next()).containsExactly("canvas9");
        assertThat(bob.heard.receiveMessage()).isSameAs(carl.heard.receiveMessage());
        eve.heard.expectNoMessage(Duration.ofMillis(50));
    }

    @Test
    @DisplayName("[ED-L16] who was shown presence is told even if nothing else came, and only then")
    void shown() {
        var ann = Sitting.of("canvas");
        ann.seat.shown = true;
        news.tell(List.of(ann.seat), START);
        assertThat(ann.next()).isEmpty();
        news.tell(List.of(ann.seat), START);
        ann.heard.expectNoMessage(Duration.ofMillis(50));
        ann.seat.shown = true;
        news.tellEarly(ann.seat);
        assertThat(ann.next()).isEmpty();
    }

    @Test
    @DisplayName("[ED-L16] one seat may hear early; the others, and it once more, with the tick")
    void early() {
        var ann = Sitting.of("canvas");
        var bob = Sitting.of("canvas");
        news.add(delta("canvas", 2));
        news.tellEarly(ann.seat);
        assertThat(ann.next()).containsExactly("canvas2");
        news.tell(List.of(ann.seat, bob.seat), START);
        assertThat(ann.next()).containsExactly("canvas2");
        assertThat(bob.next()).containsExactly("canvas2");
    }
}
