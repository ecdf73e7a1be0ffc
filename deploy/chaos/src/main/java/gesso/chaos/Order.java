package gesso.chaos;

import gesso.chaos.Replay.Place;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** I5: the order of an entity's journal agrees with real time, and with each socket's own order. */
final class Order {
    private Order() {}

    /**
     * @param asked when it was first sent
     * @param answered when it was acknowledged; the end of time when it was not
     * @param connection where it was sent, once, and answered; null when it was sent more than once
     */
    record Step(
            String operation,
            long revision,
            long asked,
            long answered,
            @Nullable String connection) {}

    static void check(Map<Place, List<Step>> places, Findings findings) {
        places.values()
                .forEach(steps -> {
                    steps.sort(Comparator.comparingLong(Step::revision));
                    realTime(steps, findings);
                    sockets(steps, findings);
                });
    }

    /** From the newest on: nothing later in the journal was answered before this was asked. */
    private static void realTime(List<Step> steps, Findings findings) {
        Step earliest = null;
        for (var step : steps.reversed()) {
            if (earliest != null && earliest.answered() < step.asked()) {
                findings.add(
                        "I5",
                        step.operation()
                                + " was asked after "
                                + earliest.operation()
                                + " was acknowledged, but comes before it");
            }
            if (earliest == null || step.answered() < earliest.answered()) {
                earliest = step;
            }
        }
    }

    private static void sockets(List<Step> steps, Findings findings) {
        var last = new HashMap<String, Step>();
        for (var step : steps) {
            if (step.connection() != null) {
                var before = last.put(step.connection(), step);
                if (before != null && before.asked() > step.asked()) {
                    findings.add(
                            "I5",
                            step.operation()
                                    + " was sent before "
                                    + before.operation()
                                    + " on the same socket, but comes after it");
                }
            }
        }
    }
}
