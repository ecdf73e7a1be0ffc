package gesso.edge.history;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import gesso.edge.EdgeLimits;
import gesso.edge.Foundation;
import gesso.edge.access.Access;
import gesso.edge.access.Caller;
import gesso.edge.http.Bodies;
import gesso.edge.http.Problem;
import gesso.edge.http.Problems;
import gesso.edge.http.Replies;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.entity.ReadReply;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;

/**
 * {@code GET /api/canvas/{id}/history}: every event of a canvas and its widgets, for its members.
 */
public final class HistoryRoutes {
    private static final ContentType NDJSON =
            MediaTypes.customWithFixedCharset(
                            "application", "x-ndjson", HttpCharsets.UTF_8, Map.of(), false)
                    .toContentType();
    private static final ByteString LINE_END = ByteString.fromString("\n");

    private final Access access;
    private final EdgeLimits limits;
    private final Membership membership;
    private final History history;

    /** Asks a canvas whether it shows itself to the caller; to a stranger it answers not-found. */
    public interface Membership {
        CompletionStage<ReadReply> of(Caller caller, String canvas);
    }

    public HistoryRoutes(Foundation edge, Membership membership) {
        this.access = edge.access();
        this.limits = edge.limits();
        this.membership = membership;
        this.history = new History(edge.database());
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
                ? Replies.read(membership.of(caller, canvas), _ -> asked(canvas))
                : Problem.notFound().route();
    }

    private Route asked(String canvas) {
        return parameterMap(given ->
                extractRequest(request ->
                        takesNdjson(request)
                                ? Bodies.decoded(
                                        HistoryQuery.parse(given, limits.historyLines()),
                                        query -> stream(canvas, query))
                                : Problems.notAcceptable().route()));
    }

    private Route stream(String canvas, HistoryQuery query) {
        var lines =
                history.lines(canvas, query)
                        .map(line -> ByteString.fromArray(Json.bytes(line)).concat(LINE_END));
        return complete(
                HttpResponse.create()
                        .addHeader(Replies.UNSTORED)
                        .withEntity(HttpEntities.createChunked(NDJSON, lines)));
    }

    private static boolean takesNdjson(HttpRequest request) {
        return request.getHeader("Accept")
                .map(accept ->
                        Arrays.stream(accept.value().split(",", -1))
                                .map(range -> range.split(";", -1)[0].strip())
                                .anyMatch(range ->
                                        range.equals("*/*")
                                                || range.equals("application/*")
                                                || range.equals("application/x-ndjson")
                                                || range.equals("application/json")))
                .orElse(true);
    }
}
