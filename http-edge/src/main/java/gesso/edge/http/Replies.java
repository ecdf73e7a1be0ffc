package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Accept;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** Writes answers: what entities say becomes a status by an exhaustive switch. */
public final class Replies {
    /** For what only its reader may see and what must be asked for anew each time. */
    public static final HttpHeader FRESH = RawHeader.create("Cache-Control", "private, no-cache");

    public static final HttpHeader UNSTORED = RawHeader.create("Cache-Control", "no-store");

    private Replies() {}

    /** A write: {@code done} says what an accepted operation is answered with. */
    public static Route operation(
            CompletionStage<OperationReply> reply, Function<OperationReply.Accepted, Route> done) {
        return onSuccess(
                reply,
                became ->
                        switch (became) {
                            case OperationReply.Accepted accepted -> done.apply(accepted);
                            case OperationReply.Refused(_, var why, var detail, var errors) ->
                                    Problem.of(why, detail, errors).route();
                            case OperationReply.Retry(_, var after) -> retry(after).route();
                        });
    }

    /** A read: {@code found} says how the state is shown. */
    public static Route read(
            CompletionStage<ReadReply> reply, Function<ReadReply.State, Route> found) {
        return onSuccess(
                reply,
                became ->
                        switch (became) {
                            case ReadReply.State state -> found.apply(state);
                            case ReadReply.Refused(var why, var detail) ->
                                    Problem.of(why, detail).route();
                            case ReadReply.Retry(var after) -> retry(after).route();
                        });
    }

    /** While a shard moves: the same again, a little later. */
    public static Problem retry(int afterMillis) {
        return new Problem(
                        StatusCodes.SERVICE_UNAVAILABLE,
                        Refusal.UNAVAILABLE,
                        "Not possible at this moment; try again, unchanged.",
                        List.of(),
                        List.of())
                .retryAfter(Math.ceilDiv(afterMillis, 1000));
    }

    /** A JSON answer that nobody may keep. */
    public static Route json(StatusCode status, Object body) {
        return complete(response(status, body).addHeader(UNSTORED));
    }

    public static Route created(String location, Object body) {
        return complete(
                response(StatusCodes.CREATED, body)
                        .addHeader(UNSTORED)
                        .addHeader(RawHeader.create("Location", location)));
    }

    /** A JSON answer with a revision: 304 for a reader who has it already. */
    public static Route tagged(String tag, HttpHeader cacheControl, Object body) {
        return extractRequest(request -> {
            if (!takesJson(request)) {
                return Problems.notAcceptable().route();
            }
            var headers = List.of(Tags.header(tag), cacheControl);
            return complete(
                    Tags.has(request, tag)
                            ? HttpResponse.create()
                                    .withStatus(StatusCodes.NOT_MODIFIED)
                                    .addHeaders(headers)
                            : response(StatusCodes.OK, body).addHeaders(headers));
        });
    }

    private static boolean takesJson(HttpRequest request) {
        return request.getHeader(Accept.class)
                .map(accept ->
                        StreamSupport.stream(accept.getMediaRanges().spliterator(), false)
                                .anyMatch(range -> range.matches(MediaTypes.APPLICATION_JSON)))
                .orElse(true);
    }

    public static Route noContent() {
        return complete(
                HttpResponse.create().withStatus(StatusCodes.NO_CONTENT).addHeader(UNSTORED));
    }

    public static HttpResponse response(StatusCode status, Object body) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, Json.bytes(body)));
    }
}
