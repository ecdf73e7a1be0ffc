package gesso.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the checker has found.
 *
 * @param lost acknowledged operations that are not in the journal
 * @param doubled operations that are there more than once
 */
public record Verdict(long lost, long doubled, List<Breach> broken) {

    /**
     * @param invariant {@code I1} to {@code I12}
     */
    public record Breach(String invariant, String example) {
        @Override
        public String toString() {
            return invariant + ": " + example;
        }
    }

    public boolean isWhole() {
        return lost == 0 && doubled == 0 && broken.isEmpty();
    }

    /** The invariants that are broken. */
    public Set<String> invariants() {
        var names = new TreeSet<String>();
        broken.forEach(breach -> names.add(breach.invariant()));
        return names;
    }

    ObjectNode json(long ops, long acked, int faults) {
        var json = Json.object().put("ops", ops).put("acked", acked).put("faults", faults);
        json.put("lost", lost).put("doubled", doubled);
        var list = json.putArray("broken");
        broken.forEach(breach -> list.add(breach.toString()));
        return json;
    }
}
