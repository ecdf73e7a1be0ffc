package gesso.edge.live;

import gesso.protocol.app.Standing;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** How apps stand with the operators, for a page that opens. */
@FunctionalInterface
public interface AppStandings {
    /** Apps that are not known are absent. */
    CompletionStage<Map<String, Standing>> of(Set<String> apps);
}
