package gesso.edge.live;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What people are called, by user id. Erased people are absent from the answer. */
@FunctionalInterface
public interface Names {
    CompletionStage<Map<String, String>> of(Set<String> users);
}
