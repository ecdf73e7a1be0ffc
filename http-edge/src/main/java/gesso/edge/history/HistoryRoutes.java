package gesso.edge.history;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import gesso.edge.Foundation;
import gesso.edge.access.Access;
import gesso.edge.access.Caller;
import gesso.edge.http.Bodies;
import gesso.edge.http.Problem;
import gesso.edge.http.Problems;
import gesso.edge.http.Replies;
import gesso.protocol.Ids;
import gesso.protocol.entity.ReadReply;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.ThrottleMode;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * {@code GET /api/canvas/{id}/history}: every event of a canvas and its widgets, for its members.
 */
public final class HistoryRoutes {
    private static final int BUSY_MILLIS = 2_000;

    private final Access access;
    private final int linesOtherwise;
    private final HistoryLimits limits;
    private final Membership membership;
    private final History history;
    private final Turns exports;
    private final Turns followers;

    /** Asks a canvas whether it shows itself to the caller; to a stranger it answers not-found. */
    public interface Membership {
        /** Closes the present; the answer's instant is the one up to which all has happened. */
        CompletionStage<ReadReply> present(Caller caller, String canvas);
    }

    public HistoryRoutes(Foundation edge, Membership membership) {
        this.access = edge.access();
        this.linesOtherwise = edge.limits().historyLines();
        this.limits = HistoryLimits.of(edge.system().settings().config());
        this.membership = membership;
        this.history = new History(edge.database(), limits);
        this.exports = new Turns("export", limits.streams(), Metrics.globalRegistry);
        this.followers = new Turns("follow", limits.followers(), Metrics.globalRegistry);
    }

    public Route routes() {
        return path(
                PathMatchers.segment("api")
                        .slash("canvas")
                        .slash(PathMatchers.segment())
                        .slash("history"),
                canvas -> get(() -> access.signedIn(caller -> ofMember(caller, canvas))));
    }

    /** Any member may read, whatever the role; to others the canvas is not there. */
    private Route ofMember(Caller caller, String canvas) {
        return Ids.isEntity(canvas)
                ? Replies.read(
                        membership.present(caller, canvas),
                        closed -> asked(caller, canvas, closed.at()))
                : Problem.notFound().route();
    }

    private Route asked(Caller caller, String canvas, long closed) {
        return parameterMap(given ->
                extractRequest(request ->
                        format(request)
                                .map(format ->
                                        Bodies.decoded(
                                                HistoryQuery.parse(
                                                        resumed(request, given), linesOtherwise),
                                                query ->
                                                        admitted(
                                                                caller, canvas, format, query,
                                                                closed)))
                                .orElseGet(() -> Problems.notAcceptable().route())));
    }

    /** A browser says with the last event's id where it wants to go on. */
    private static Map<String, String> resumed(HttpRequest request, Map<String, String> given) {
        var all = new HashMap<>(given);
        request.getHeader("Last-Event-ID")
                .filter(last -> !last.value().isEmpty())
                .ifPresent(last -> all.put("after", last.value()));
        return all;
    }

    private Route admitted(
            Caller caller, String canvas, HistoryFormat format, HistoryQuery query, long closed) {
        var turns = turns(query);
        if (turns.isPresent() && !turns.get().take()) {
            return Replies.retry(BUSY_MILLIS).route();
        }
        var stream =
                new HistoryStream(
                        history,
                        limits,
                        canvas,
                        format,
                        query,
                        () -> membership.present(caller, canvas));
        var bytes = throttled(stream.bytes(closed));
        return complete(
                HttpResponse.create()
                        .addHeader(Replies.UNSTORED)
                        .withEntity(
                                HttpEntities.createChunked(
                                        format.contentType(),
                                        turns.map(one -> givingBack(bytes, one)).orElse(bytes))));
    }

    /** A page is read at once; what may last has to wait for its turn. */
    private Optional<Turns> turns(HistoryQuery query) {
        if (query.follow()) {
            return Optional.of(followers);
        }
        return query.limit() == 0 || query.limit() > limits.partRows()
                ? Optional.of(exports)
                : Optional.empty();
    }

    private Source<ByteString, NotUsed> throttled(Source<ByteString, NotUsed> bytes) {
        return bytes.throttle(
                limits.bytesPerSecond(),
                Duration.ofSeconds(1),
                limits.bytesPerSecond(),
                ByteString::size,
                ThrottleMode.shaping());
    }

    private static Source<ByteString, NotUsed> givingBack(
            Source<ByteString, NotUsed> bytes, Turns turns) {
        return bytes.watchTermination((nothing, ended) -> {
            ended.whenComplete((_, _) -> turns.giveBack());
            return nothing;
        });
    }

    private static Optional<HistoryFormat> format(HttpRequest request) {
        return request.getHeader("Accept")
                .map(accept -> HistoryFormat.accepted(accept.value()))
                .orElse(Optional.of(HistoryFormat.NDJSON));
    }
}
