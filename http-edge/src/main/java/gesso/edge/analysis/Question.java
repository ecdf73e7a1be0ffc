package gesso.edge.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One that is kept.
 *
 * @param scope {@code builtin} or {@code own}
 * @param about in a sentence; those that people keep have a title alone
 * @param sql may call {@code the_canvas()}, {@code since()} and {@code until()}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Question(String id, String scope, String title, @Nullable String about, String sql) {}
