package gesso.deploy.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What was measured, in order, beside what was aimed at. */
final class Figures {
    private record Figure(double value, String unit, String aim) {}

    private final Map<String, Figure> all = new LinkedHashMap<>();

    void add(String name, double value, String unit, String aim) {
        all.put(name, new Figure(value, unit, aim));
        System.out.printf(Locale.ROOT, "%-46s %12.1f %-9s aim %s%n", name, value, unit, aim);
    }

    void print() {
        ObjectNode json = Json.object();
        all.forEach((name, figure) -> json.put(name, Math.round(figure.value * 10) / 10.0));
        System.out.println(Json.text(json));
    }

    /**
     * The value below which this share of the measurements lies; in milliseconds of nanoseconds.
     */
    static double millis(long[] nanos, double share) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }
}
