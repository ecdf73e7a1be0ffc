package gesso.edge.live;

import gesso.edge.http.Problem;
import gesso.protocol.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;

/**
 * The answer to what some member of the cluster cannot read yet, because it is of the release
 * before. It passes by itself when the last of them has left, so it is never a refusal.
 */
public final class TooNew {
    static final int RETRY_MILLIS = 1_000;
    static final String DETAIL =
            "The servers are being upgraded. This works as soon as the last of them runs the new"
                    + " release; try again, unchanged.";

    private static final Counter WITHHELD = Metrics.counter("gesso_release_withheld_total");

    private TooNew() {}

    /** For a command by HTTP. */
    public static Problem problem() {
        withheld();
        return Problem.of(Refusal.UNAVAILABLE, DETAIL);
    }

    /** Counts a command that was answered so on a socket. */
    static void withheld() {
        WITHHELD.increment();
    }
}
