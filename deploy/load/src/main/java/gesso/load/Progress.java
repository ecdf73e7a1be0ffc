package gesso.load;

import gesso.load.client.Count;
import gesso.load.client.Latencies;
import gesso.load.report.Second;
import java.io.PrintStream;
import java.util.Locale;

/** What goes on, one line a second, beside the output that is the result. */
final class Progress {
    private static final int STEP = 500;

    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    /** Tells of long preparations now and then. */
    void made(int count, int of, String what) {
        if (count % STEP == 0 && count < of) {
            out.printf(Locale.ROOT, "  %,d of %,d %s%n", count, of, what);
        }
    }

    void say(String what) {
        out.println(what + " ...");
    }

    void warming(Latencies seen, int second) {
        out.printf(
                Locale.ROOT,
                "%4d s  warm-up         %,10d deliveries   to screen p50 %7.1f  p99 %7.1f ms%n",
                second,
                seen.count(),
                seen.millisAt(50),
                seen.millisAt(99));
    }

    void second(Second second, Count count) {
        out.printf(
                Locale.ROOT,
                "%4.0f s  %,8.0f acks/s  %,10.0f deliveries/s ack p99 %7.1f  to screen p50 %7.1f  p99 %7.1f ms%s%n",
                second.at(),
                second.acksPerSecond(),
                second.deliveriesPerSecond(),
                second.ackP99(),
                second.seenP50(),
                second.seenP99(),
                count.closed() == 0 ? "" : "  " + count.closed() + " sockets closed");
    }
}
