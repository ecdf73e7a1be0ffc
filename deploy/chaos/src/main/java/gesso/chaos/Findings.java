package gesso.chaos;

import gesso.chaos.Verdict.Breach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects what is broken: a few examples of each invariant, and how many there are. */
final class Findings {
    private static final int EXAMPLES = 3;

    private final Map<String, List<String>> examples = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private long lost;
    private long doubled;

    void add(String invariant, String example) {
        counts.merge(invariant, 1, Integer::sum);
        var known = examples.computeIfAbsent(invariant, _ -> new ArrayList<>());
        if (known.size() < EXAMPLES) {
            known.add(example);
        }
    }

    void lost(String example) {
        lost++;
        add("I1", "lost: " + example);
    }

    void doubled(String example) {
        doubled++;
        add("I1", "doubled: " + example);
    }

    Verdict verdict() {
        var broken = new ArrayList<Breach>();
        examples.forEach((invariant, known) -> {
            known.forEach(example -> broken.add(new Breach(invariant, example)));
            int more = counts.getOrDefault(invariant, 0) - known.size();
            if (more > 0) {
                broken.add(new Breach(invariant, "and " + more + " more"));
            }
        });
        return new Verdict(lost, doubled, broken);
    }
}
