package gesso.edge.ops;

import java.util.concurrent.CompletionStage;

/**
 * One reason why a node may not be ready: no traffic should come to it, but it need not be killed.
 * A check that fails or takes longer than {@link OpsPort#CHECK_TIMEOUT} counts as not ready.
 */
public record ReadinessCheck(String name, Probe probe) {

    /** Asked at each look; must not block. */
    public interface Probe {
        CompletionStage<Finding> look();
    }

    /**
     * @param detail for the operator; empty when there is nothing to say
     */
    public record Finding(boolean ready, String detail) {
        public static final Finding READY = new Finding(true, "");

        public static Finding notReady(String detail) {
            return new Finding(false, detail);
        }
    }
}
