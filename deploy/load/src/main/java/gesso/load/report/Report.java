package gesso.load.report;

import java.util.List;
import java.util.Map;

/**
 * All of one run.
 *
 * @param sent what one sender sends, in words
 * @param figures what is measured beside the flows: joins, memory, the sustained rate
 * @param problems why the run is not as it must be, in sentences; empty when all is well
 */
public record Report(
        String scenario,
        String sent,
        Map<String, Object> options,
        Conditions conditions,
        List<Flow> flows,
        List<Figure> figures,
        List<String> problems) {

    public Report {
        flows = List.copyOf(flows);
        figures = List.copyOf(figures);
        problems = List.copyOf(problems);
    }

    public boolean passed() {
        return problems.isEmpty();
    }
}
