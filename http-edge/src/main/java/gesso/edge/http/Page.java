package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import gesso.edge.EdgeLimits;
import gesso.protocol.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param after the {@code next} of the part before; its form is the list's own business
 */
public record Page(int limit, Optional<String> after) {
    private static final int AFTER_MAX = 500;

    /**
     * @param next null on the last page
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Listing<T>(List<T> items, @Nullable String next) {}

    /** Reads {@code limit} and {@code after} of the query. */
    public static Route of(EdgeLimits limits, Function<Page, Route> next) {
        return parameterMap(query -> of(limits, query, next));
    }

    private static Route of(
            EdgeLimits limits, Map<String, String> query, Function<Page, Route> next) {
        var after = Optional.ofNullable(query.get("after"));
        if (after.filter(text -> text.length() > AFTER_MAX || !Texts.isClean(text)).isPresent()) {
            return Problem.invalid("after", "is not the `next` of a list").route();
        }
        var wanted = query.get("limit");
        if (wanted == null) {
            return next.apply(new Page(limits.pageItems(), after));
        }
        if (!wanted.matches("\\d{1,9}") || Integer.parseInt(wanted) < 1) {
            return Problem.invalid("limit", "must be a whole number from 1").route();
        }
        int limit = Math.min(Integer.parseInt(wanted), limits.pageItemsMax());
        return next.apply(new Page(limit, after));
    }

    /** {@code rows} holds one more than the limit where there is another page. */
    public <T> Listing<T> listing(List<T> rows, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Listing<>(rows, null);
        }
        var items = rows.subList(0, limit);
        return new Listing<>(items, cursor.apply(items.getLast()));
    }
}
