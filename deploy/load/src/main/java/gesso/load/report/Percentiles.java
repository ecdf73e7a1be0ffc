package gesso.load.report;

import gesso.load.client.Latencies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long something took, in milliseconds.
 *
 * @param curve the value at more percentiles, for the plot
 */
public record Percentiles(
        long count, double p50, double p95, double p99, double max, Map<String, Double> curve) {
    private static final List<Double> CURVE =
            List.of(0.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 99.99, 100.0);

    public static Percentiles of(Latencies latencies) {
        var curve = new LinkedHashMap<String, Double>();
        for (double percentile : CURVE) {
            curve.put(String.valueOf(percentile), latencies.millisAt(percentile));
        }
        return new Percentiles(
                latencies.count(),
                latencies.millisAt(50),
                latencies.millisAt(95),
                latencies.millisAt(99),
                latencies.maxMillis(),
                curve);
    }
}
