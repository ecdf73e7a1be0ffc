package gesso.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long BEGIN = -5_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private static Schedule schedule(double perSecond, int senders, long seed) {
        return new Schedule(BEGIN, 2 * SECOND, 3 * SECOND, perSecond, senders, seed);
    }

    @Test
    @DisplayName("[DE-81] all senders together send in even steps")
    void even() {
        var schedule = schedule(10, 50, 7);
        var due =
                IntStream.range(0, 50)
                        .boxed()
                        .flatMapToLong(s -> LongStream.range(0, 10).map(k -> schedule.due(s, k)))
                        .sorted()
                        .toArray();
        for (int i = 1; i < due.length; i++) {
            assertThat(due[i] - due[i - 1]).isBetween(SECOND / 500 - 2, SECOND / 500 + 2);
        }
        assertThat(due[0]).isEqualTo(BEGIN);
    }

    @Test
    @DisplayName("[DE-81] the window has what is due in it, and no more")
    void window() {
        var schedule = schedule(10, 7, 1);
        assertThat(schedule.measured(schedule.end())).isEqualTo(7 * 10 * 3);
        assertThat(schedule.measured(Long.MAX_VALUE)).isEqualTo(7 * 10 * 3);
        assertThat(schedule.measured(schedule.warm() + SECOND)).isEqualTo(7 * 10);
        assertThat(schedule.measured(schedule.begin())).isZero();
        assertThat(schedule.isMeasured(schedule.warm() - 1)).isFalse();
        assertThat(schedule.isMeasured(schedule.warm())).isTrue();
        assertThat(schedule.isMeasured(schedule.end())).isFalse();
    }

    @Test
    @DisplayName("[DE-81] what is due until a moment is what lies before it")
    void dueUntil() {
        var schedule = schedule(3.7, 5, 3);
        for (int sender = 0; sender < 5; sender++) {
            for (long now = BEGIN - SECOND; now < schedule.end() + SECOND; now += SECOND / 7) {
                long count = 0;
                while (schedule.due(sender, count) < Math.min(now, schedule.end())) {
                    count++;
                }
                assertThat(schedule.dueUntil(sender, now)).isEqualTo(count);
            }
        }
    }

    @Test
    @DisplayName("[DE-81] the same seed gives the same moments, another one others")
    void seed() {
        assertThat(moments(schedule(10, 20, 5))).isEqualTo(moments(schedule(10, 20, 5)));
        assertThat(moments(schedule(10, 20, 5))).isNotEqualTo(moments(schedule(10, 20, 6)));
    }

    private static long[] moments(Schedule schedule) {
        return IntStream.range(0, 20).mapToLong(sender -> schedule.due(sender, 0)).toArray();
    }

    @Test
    @DisplayName("[DE-81] the order of turns is that of their moments, also of some senders alone")
    void order() {
        var schedule = schedule(10, 20, 5);
        var order = schedule.inOrder(new int[] {3, 17, 8, 0, 11});
        assertThat(order).hasSize(5).contains(3, 17, 8, 0, 11);
        var moments = Arrays.stream(order).mapToLong(sender -> schedule.due(sender, 4)).toArray();
        assertThat(moments).isSorted();
    }
}
