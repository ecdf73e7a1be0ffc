package gesso.edge.history;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import gesso.edge.Foundation;
import gesso.edge.access.Caller;
import gesso.edge.history.Timeline.Bucket;
import gesso.edge.history.Timeline.Chapter;
import gesso.edge.history.Timeline.Maker;
import gesso.edge.history.Timeline.Saved;
import gesso.edge.http.Bodies;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Names;
import gesso.protocol.Ids;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/canvas/{id}/timeline}: a canvas's past at a glance, for its members, whatever
 * their role.
 */
public final class TimelineRoutes {
    private static final int BUSY_MILLIS = 2_000;

    private final Foundation edge;
    private final HistoryRoutes.Membership membership;
    private final Names names;
    private final Timelines timelines;
    private final Turns turns;

    public TimelineRoutes(Foundation edge, HistoryRoutes.Membership membership, Names names) {
        var limits = HistoryLimits.of(edge.system().settings().config());
        this.edge = edge;
        this.membership = membership;
        this.names = names;
        this.timelines = new Timelines(edge.database(), limits);
        this.turns = new Turns("timeline", limits.timelines(), Metrics.globalRegistry);
    }

    public Route routes() {
        return path(
                PathMatchers.segment("api")
                        .slash("canvas")
                        .slash(PathMatchers.segment())
                        .slash("timeline"),
                canvas -> get(() -> edge.access().signedIn(caller -> ofMember(caller, canvas))));
    }

    private Route ofMember(Caller caller, String canvas) {
        return Ids.isEntity(canvas)
                ? Replies.read(
                        membership.present(caller, canvas), closed -> asked(canvas, closed.at()))
                : Problem.notFound().route();
    }

    private Route asked(String canvas, long closed) {
        return parameterMap(given ->
                Bodies.decoded(
                        TimelineQuery.parse(given),
                        query ->
                                onSuccess(
                                        timelines.life(canvas),
                                        life ->
                                                life.map(lived ->
                                                                range(canvas, query, lived, closed))
                                                        .orElseGet(() ->
                                                                Problem.notFound().route()))));
    }

    private Route range(String canvas, TimelineQuery query, Timelines.Life life, long closed) {
        // An older node cannot close the present: then all that is stored is taken for closed.
        long end = (closed == Long.MAX_VALUE ? life.last() : closed) + 1;
        return switch (query.range(life.birth(), end)) {
            case TimelineQuery.Range.Known(var grid) -> counted(canvas, grid);
            case TimelineQuery.Range.Refused(var why, var detail) ->
                    Problem.of(why, detail).route();
        };
    }

    private Route counted(String canvas, TimeGrid grid) {
        if (!turns.take()) {
            return Replies.retry(BUSY_MILLIS).route();
        }
        var counted = timelines.count(canvas, grid).whenComplete((_, _) -> turns.giveBack());
        return onSuccess(
                counted.thenCompose(this::named), shown -> Replies.json(StatusCodes.OK, shown));
    }

    /**
     * @param name null of somebody who was erased
     */
    private record Person(String user, @Nullable String name, long n) {}

    private record Shown(
            long from,
            long to,
            long events,
            List<Bucket> buckets,
            List<Person> people,
            List<Chapter> chapters,
            List<Saved> names) {}

    private CompletionStage<Shown> named(Timeline timeline) {
        var users =
                timeline.people().stream()
                        .map(Maker::user)
                        .filter(user -> !user.equals(Timeline.OTHERS))
                        .collect(Collectors.toSet());
        return names.of(users)
                .exceptionally(_ -> Map.of())
                .thenApply(known ->
                        new Shown(
                                timeline.from(),
                                timeline.to(),
                                timeline.events(),
                                timeline.buckets(),
                                timeline.people().stream()
                                        .map(maker -> person(maker, known))
                                        .toList(),
                                timeline.chapters(),
                                timeline.names()));
    }

    private static Person person(Maker maker, Map<String, String> known) {
        return new Person(
                maker.user(),
                maker.user().equals(Timeline.OTHERS) ? "" : known.get(maker.user()),
                maker.n());
    }
}
