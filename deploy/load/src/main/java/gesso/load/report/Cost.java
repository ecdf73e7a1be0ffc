package gesso.load.report;

import gesso.load.server.Processes.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * Processor time over the measured window. Microseconds are per delivery to another screen and per
 * edit; null where there was none, or where the server's processes are not known.
 *
 * @param compilerMicrosPerDelivery the part of the server's that its JVM spent on compiling
 * @param otherCores how many cores everything else on the machine took: a figure from a busy
 *     machine is worth less
 */
public record Cost(
        @Nullable Double serverMicrosPerDelivery,
        @Nullable Double compilerMicrosPerDelivery,
        @Nullable Double postgresMicrosPerDelivery,
        @Nullable Double clientMicrosPerDelivery,
        @Nullable Double serverMicrosPerEdit,
        @Nullable Double postgresMicrosPerEdit,
        @Nullable Double serverCores,
        @Nullable Double postgresCores,
        double clientCores,
        @Nullable Double otherCores) {

    public static Cost of(Cpu used, boolean known, long deliveries, long edits) {
        double seconds = used.seconds();
        double rest = used.machine() - used.server() - used.postgres() - used.client();
        return new Cost(
                known ? micros(used.server(), deliveries) : null,
                known ? micros(used.compiler(), deliveries) : null,
                known ? micros(used.postgres(), deliveries) : null,
                micros(used.client(), deliveries),
                known ? micros(used.server(), edits) : null,
                known ? micros(used.postgres(), edits) : null,
                known ? (Double) (used.server() / seconds) : null,
                known ? (Double) (used.postgres() / seconds) : null,
                used.client() / seconds,
                known ? (Double) Math.max(0, rest / seconds) : null);
    }

    private static @Nullable Double micros(double seconds, long things) {
        return things == 0 ? null : seconds * 1e6 / things;
    }
}
