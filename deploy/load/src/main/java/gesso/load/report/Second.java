package gesso.load.report;

/**
 * One second of the measured window: rates, and latencies in milliseconds of what was received in
 * it.
 */
public record Second(
        double at,
        double deliveriesPerSecond,
        double acksPerSecond,
        double ackP50,
        double ackP99,
        double seenP50,
        double seenP99) {}
