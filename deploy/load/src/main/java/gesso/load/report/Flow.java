package gesso.load.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One measured stretch of even load.
 *
 * @param seconds of the measured window
 * @param offered operations that were due in the window
 * @param delivered to the screens of others, received in the window
 * @param lost of the whole stretch: acknowledged operations that somebody did not see, and
 *     operations without an answer; for cursors: people whose last place somebody did not see
 * @param superseded not delivered one by one, because something newer was: a fresh state, a newer
 *     cursor
 * @param ack from the moment an operation was due to its acknowledgement
 * @param seen from the same moment to each other screen
 */
public record Flow(
        String name,
        double seconds,
        long offered,
        double offeredPerSecond,
        long acked,
        long refused,
        long retried,
        long delivered,
        double deliveriesPerSecond,
        long lost,
        long gaps,
        long doubled,
        long superseded,
        long closed,
        Percentiles ack,
        Percentiles seen,
        @Nullable Double framesPerDelivery,
        @Nullable Double bytesPerDelivery,
        @Nullable Double sentBytesPerEdit,
        Cost cost,
        double loadAverage,
        List<Second> timeline) {

    public boolean isWhole() {
        return lost == 0 && gaps == 0 && closed == 0 && refused == 0 && (doubled == 0);
    }
}
