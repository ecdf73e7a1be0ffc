package gesso.cluster.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;

    private final Pace pace =
            new Pace(LiveLimits.of(ConfigFactory.load("cluster").getConfig("gesso.limits.entity")));

    private void arrive(int operations, int clients, long everyNanos) {
        for (int i = 0; i < operations; i++) {
            pace.arrived("c" + i % clients, i * everyNanos);
        }
    }

    @Test
    @DisplayName("[CL-S14] many people wait for the rest of 20 ms, then for nothing")
    void busy() {
        arrive(20, 5, MILLI);
        pace.begins(20 * MILLI);
        assertThat(pace.wait(1, 20 * MILLI)).isEqualTo(20 * MILLI);
        assertThat(pace.wait(1, 27 * MILLI)).isEqualTo(13 * MILLI);
        assertThat(pace.wait(1, 40 * MILLI)).isZero();
        assertThat(pace.wait(1, 300 * MILLI)).isZero();
    }

    @Test
    @DisplayName("[CL-S14] a hundred that wait are not kept waiting")
    void enough() {
        arrive(200, 5, MILLI / 100);
        pace.begins(2 * MILLI);
        assertThat(pace.wait(99, 2 * MILLI)).isPositive();
        assertThat(pace.wait(100, 2 * MILLI)).isZero();
    }

    @Test
    @DisplayName("[CL-S14] one client alone, a slow room, and the first operations never wait")
    void quiet() {
        arrive(200, 3, MILLI / 10);
        pace.begins(20 * MILLI);
        assertThat(pace.wait(1, 20 * MILLI)).isZero();
        var slow =
                new Pace(
                        LiveLimits.of(
                                ConfigFactory.load("cluster").getConfig("gesso.limits.entity")));
        for (int i = 0; i < 50; i++) {
            slow.arrived("c" + i % 10, i * 10 * MILLI);
            assertThat(slow.wait(1, i * 10 * MILLI)).isZero();
            slow.begins(i * 10 * MILLI);
        }
    }
}
