package gesso.edge.registry;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.EdgeLimits;
import gesso.edge.Foundation;
import gesso.edge.http.Cursor;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.http.Tags;
import gesso.edge.lists.FeedWait;
import gesso.edge.live.AppStandings;
import gesso.edge.live.ShardedEntities;
import gesso.edge.registry.Catalogue.Query;
import gesso.edge.registry.Catalogue.Row;
import gesso.edge.registry.Catalogue.Sort;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Texts;
import gesso.protocol.app.Standing;
import gesso.protocol.release.ClusterLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * {@code /api/registry}: the catalogue. It is the same for everybody, and so open to all; what
 * changes it is not here.
 */
public final class RegistryRoutes {
    private static final int WORDS_MAX = 100;
    private static final HttpHeader SAME_FOR_ALL =
            RawHeader.create("Cache-Control", "public, no-cache");

    private final EdgeLimits limits;
    private final Catalogue catalogue;

    private final PublishRoutes publish;
    private final OpinionRoutes opinions;
    private final StandingRoutes standing;
    private final Standings standings;
    private final RegistryWatch.Listeners listeners = new RegistryWatch.Listeners();
    private final AppFileRoutes files;
    private final BuiltFiles built;

    public RegistryRoutes(Foundation edge, ShardedEntities entities) {
        this.limits = edge.limits();
        this.catalogue = edge.catalogue();
        var stored = new AppFiles(edge.database(), limits.appBytesCached());
        var feed = new FeedWait(edge.database(), limits.feedWait());
        var desk =
                new AppDesk(
                        entities, edge.settings().askTimeout(), ClusterLevel.get(edge.system()));
        standings = new Standings(edge.database());
        var watch =
                edge.system()
                        .systemActorOf(
                                RegistryWatch.of(standings, listeners),
                                "registry-watch",
                                Props.empty());
        Consumer<String> changed =
                app -> {
                    listeners.forget(Set.of(app));
                    watch.tell(new RegistryWatch.Look());
                };
        publish = new PublishRoutes(edge, stored, desk, feed, changed);
        opinions = new OpinionRoutes(edge, desk, feed);
        standing = new StandingRoutes(edge, desk, feed, standings, changed);
        files = new AppFileRoutes(stored);
        built = new BuiltFiles(RegistryRoutes.class.getClassLoader(), stored);
    }

    /** For pages that open. */
    public AppStandings standings() {
        return standings;
    }

    /** For pages that are open: told of each app that was published, revoked or brought back. */
    public void onChange(Consumer<Map<String, Standing>> listener) {
        listeners.add(listener);
    }

    /** For what remembers something of apps. */
    public void onForget(Consumer<Set<String>> listener) {
        listeners.addRemembering(listener);
    }

    /** Puts the files of this build's apps where later releases find them. */
    public CompletionStage<Done> keepBuiltFiles() {
        return built.keep();
    }

    /** Asked for after the files of the build, which come first. */
    public Route files() {
        return files.routes();
    }

    public Route routes() {
        return pathPrefix(
                PathMatchers.segment("api").slash("registry"),
                () ->
                        concat(
                                path(
                                        "apps",
                                        () ->
                                                concat(
                                                        get(() -> list(Optional.empty())),
                                                        post(publish::publish))),
                                path("categories", () -> get(this::categories)),
                                path("recommendations", () -> get(opinions::recommendations)),
                                path(
                                        "generated",
                                        () -> get(() -> list(Optional.of(Submission.GENERATED)))),
                                // apps/{app} and apps/{app}/versions
                                pathPrefix(
                                        PathMatchers.segment("apps").slash(PathMatchers.segment()),
                                        this::ofApp)));
    }

    private Route ofApp(String app) {
        return Ids.isEntity(app)
                ? concat(
                        pathEnd(() -> get(() -> details(app))),
                        path("versions", () -> get(() -> versions(app))),
                        path(
                                "ratings",
                                () ->
                                        concat(
                                                get(() -> opinions.ratings(app)),
                                                post(() -> opinions.rate(app)))),
                        path("revoke", () -> post(() -> standing.revoke(app))),
                        path("suspend", () -> post(() -> standing.suspend(app))),
                        path("reinstate", () -> post(() -> standing.reinstate(app))))
                : Problem.notFound().route();
    }

    private Route categories() {
        return onSuccess(
                catalogue.categories(),
                (List<JsonNode> found) -> shown(new Page.Listing<>(found, null)));
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
                                                            origin.or(() -> word(query, "origin")),
                                                            word(query, "category"),
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
        return onSuccess(
                catalogue.details(app),
                found -> found.map(RegistryRoutes::shown).orElseGet(Problem.notFound()::route));
    }

    private Route versions(String app) {
        return onSuccess(
                catalogue.versions(app),
                (List<JsonNode> found) ->
                        found.isEmpty()
                                ? Problem.notFound().route()
                                : shown(new Page.Listing<>(found, null)));
    }

    private static Optional<String> word(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).filter(Texts::isClean);
    }

    /** Without words there is nothing to be relevant to. */
    private static Optional<Sort> sort(Map<String, String> query, String words) {
        var fallback = words.isEmpty() ? Sort.TITLE : Sort.RELEVANCE;
        return switch (query.getOrDefault("sort", "")) {
            case "" -> Optional.of(fallback);
            case "relevance" -> Optional.of(fallback);
            case "title" -> Optional.of(Sort.TITLE);
            case "newest" -> Optional.of(Sort.NEWEST);
            case "rating" -> Optional.of(Sort.RATING);
            case "popular" -> Optional.of(Sort.POPULAR);
            default -> Optional.empty();
        };
    }

    private static Route unknownSort() {
        return Problem.invalid("sort", "must be one of relevance, title, newest, rating, popular")
                .route();
    }

    private static Route shown(Object body) {
        return Replies.tagged(Tags.ofBytes(Json.bytes(body)), SAME_FOR_ALL, body);
    }
}
