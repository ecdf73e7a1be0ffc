package gesso.edge.registry;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.EdgeLimits;
import gesso.edge.http.Cursor;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.http.Tags;
import gesso.edge.registry.Catalogue.Query;
import gesso.edge.registry.Catalogue.Row;
import gesso.edge.registry.Catalogue.Sort;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /api/registry}: the catalogue. It is the same for everybody, and so open to all. */
public final class RegistryRoutes {
    private static final int WORDS_MAX = 100;
    private static final String GENERATED = "generated";
    private static final HttpHeader SAME_FOR_ALL =
            RawHeader.create("Cache-Control", "public, no-cache");

    private final EdgeLimits limits;
    private final Catalogue catalogue;

    public RegistryRoutes(EdgeLimits limits, Catalogue catalogue) {
        this.limits = limits;
        this.catalogue = catalogue;
    }

    public Route routes() {
        return pathPrefix(
                PathMatchers.segment("api").slash("registry"),
                () ->
                        concat(
                                path("apps", () -> get(() -> list(Optional.empty()))),
                                path("generated", () -> get(() -> list(Optional.of(GENERATED)))),
                                // apps/{app} and apps/{app}/versions
                                pathPrefix(
                                        PathMatchers.segment("apps").slash(PathMatchers.segment()),
                                        this::ofApp)));
    }

    private Route ofApp(String app) {
        return concat(
                pathEnd(() -> get(() -> details(app))),
                path("versions", () -> get(() -> versions(app))));
    }

    private Route list(Optional<String> origin) {
        return parameterMap(query ->
                Page.of(
                        limits,
                        page -> {
                            var words = query.getOrDefault("q", "").strip();
                            if (words.length() > WORDS_MAX || !Texts.isClean(words)) {
                                return Problem.invalid(
                                                "q",
                                                "must have at most " + WORDS_MAX + " characters")
                                        .route();
                            }
                            return sort(query, words)
                                    .map(sort ->
                                            list(
                                                    new Query(
                                                            words,
                                                            origin.or(() -> origin(query)),
                                                            sort),
                                                    page))
                                    .orElseGet(RegistryRoutes::unknownSort);
                        }));
    }

    private Route list(Query query, Page page) {
        var after = page.after().map(Cursor::read);
        if (after.isPresent() && after.get().size() != 2) {
            return Problem.invalid("after", "is not the `next` of a list").route();
        }
        var from = after.map(parts -> new Row(Json.object(), parts.get(0), parts.get(1)));
        return onSuccess(
                catalogue.search(query, from, page.limit()),
                rows -> {
                    var listing = page.listing(rows, row -> Cursor.of(row.place(), row.app()));
                    return shown(
                            new Page.Listing<>(
                                    listing.items().stream().map(Row::manifest).toList(),
                                    listing.next()));
                });
    }

    private Route details(String app) {
        return known(app)
                .<Route>map(id ->
                        onSuccess(
                                catalogue.manifest(id),
                                found ->
                                        found.map(RegistryRoutes::shown)
                                                .orElseGet(Problem.notFound()::route)))
                .orElseGet(Problem.notFound()::route);
    }

    private Route versions(String app) {
        return known(app)
                .<Route>map(id ->
                        onSuccess(
                                catalogue.versions(id),
                                (List<JsonNode> found) ->
                                        found.isEmpty()
                                                ? Problem.notFound().route()
                                                : shown(new Page.Listing<>(found, null))))
                .orElseGet(Problem.notFound()::route);
    }

    private static Optional<String> known(String app) {
        return Optional.of(app).filter(Ids::isEntity);
    }

    private static Optional<String> origin(Map<String, String> query) {
        return Optional.ofNullable(query.get("origin")).filter(Texts::isClean);
    }

    /** Without words there is nothing to be relevant to. */
    private static Optional<Sort> sort(Map<String, String> query, String words) {
        var fallback = words.isEmpty() ? Sort.TITLE : Sort.RELEVANCE;
        return switch (query.getOrDefault("sort", "")) {
            case "" -> Optional.of(fallback);
            case "relevance" -> Optional.of(fallback);
            case "title" -> Optional.of(Sort.TITLE);
            case "newest" -> Optional.of(Sort.NEWEST);
            default -> Optional.empty();
        };
    }

    private static Route unknownSort() {
        return Problem.invalid("sort", "must be one of relevance, title, newest").route();
    }

    private static Route shown(Object body) {
        return Replies.tagged(Tags.ofBytes(Json.bytes(body)), SAME_FOR_ALL, body);
    }
}
