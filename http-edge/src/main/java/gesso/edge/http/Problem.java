package gesso.edge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.HttpChallenge;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.headers.WWWAuthenticate;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Every answer that is not the wanted one, as {@code application/problem+json} (RFC 9457). What it
 * says helps the caller; what went wrong inside stays in the log under the correlation id.
 */
public record Problem(
        StatusCode status,
        Refusal code,
        String detail,
        List<FieldError> errors,
        List<HttpHeader> headers) {

    /** How long a caller should wait when a shard moves or the database is away, in seconds. */
    public static final int RETRY_SECONDS = 1;

    private static final ContentType TYPE =
            MediaTypes.customWithFixedCharset(
                            "application", "problem+json", HttpCharsets.UTF_8, Map.of(), false)
                    .toContentType();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Body(
            int status,
            String title,
            String detail,
            String code,
            String correlation,
            List<FieldError> errors) {}

    public static Problem of(Refusal why, String detail) {
        return of(why, detail, List.of());
    }

    public static Problem of(Refusal why, String detail, List<FieldError> errors) {
        var problem = new Problem(status(why), why, detail, errors, List.of());
        return switch (why) {
            case UNAVAILABLE -> problem.retryAfter(RETRY_SECONDS);
            case UNAUTHENTICATED ->
                    problem.with(WWWAuthenticate.create(HttpChallenge.create("Bearer", "gesso")));
            case INVALID,
                    UNKNOWN_COMMAND,
                    FORBIDDEN,
                    NOT_FOUND,
                    GONE,
                    CONFLICT,
                    OPERATION_REUSED,
                    LAST_OWNER,
                    TOO_LARGE,
                    RATE_LIMITED,
                    BEFORE_BIRTH,
                    FUTURE ->
                    problem;
        };
    }

    public static Problem of(StatusCode status, Refusal code, String detail) {
        return new Problem(status, code, detail, List.of(), List.of());
    }

    public static Problem invalid(String field, String message) {
        var error = new FieldError(field, message);
        return of(Refusal.INVALID, field + ": " + message, List.of(error));
    }

    public static Problem notFound() {
        return of(Refusal.NOT_FOUND, "There is nothing here, or it is not visible to you.");
    }

    public static Problem unavailable() {
        return of(Refusal.UNAVAILABLE, "Not possible at this moment; try again, unchanged.");
    }

    /** A refusal says the same on HTTP as on the WebSocket; a new one cannot fall through. */
    static StatusCode status(Refusal why) {
        return switch (why) {
            case INVALID, UNKNOWN_COMMAND -> StatusCodes.BAD_REQUEST;
            case UNAUTHENTICATED -> StatusCodes.UNAUTHORIZED;
            case FORBIDDEN -> StatusCodes.FORBIDDEN;
            case NOT_FOUND, BEFORE_BIRTH -> StatusCodes.NOT_FOUND;
            case GONE -> StatusCodes.GONE;
            case CONFLICT, OPERATION_REUSED, LAST_OWNER -> StatusCodes.CONFLICT;
            case TOO_LARGE -> StatusCodes.CONTENT_TOO_LARGE;
            case RATE_LIMITED -> StatusCodes.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> StatusCodes.SERVICE_UNAVAILABLE;
            case FUTURE -> StatusCodes.UNPROCESSABLE_CONTENT;
        };
    }

    public Problem with(HttpHeader header) {
        var all = new ArrayList<>(headers);
        all.add(header);
        return new Problem(status, code, detail, errors, List.copyOf(all));
    }

    public Problem retryAfter(long seconds) {
        return with(RawHeader.create("Retry-After", Long.toString(Math.max(1, seconds))));
    }

    public HttpResponse response(HttpRequest request) {
        var body =
                new Body(
                        status.intValue(),
                        status.reason(),
                        detail,
                        code.code(),
                        Correlation.of(request),
                        errors);
        return HttpResponse.create()
                .withStatus(status)
                .addHeaders(headers)
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .withEntity(HttpEntities.create(TYPE, Json.bytes(body)));
    }

    /** Ends a route with this problem. */
    public Route route() {
        return Directives.extractRequest(request -> Directives.complete(response(request)));
    }

    /** As an exception, for a failure in the middle of an asynchronous answer. */
    public Raised raised() {
        return new Raised(this);
    }

    /** Carries a problem through a future; without a stack trace, as it is no defect. */
    public static final class Raised extends RuntimeException {
        private final transient Problem problem;

        private Raised(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    /** The problem that a failure carries, however deep futures have wrapped it. */
    static Optional<Problem> in(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof Raised raised) {
                return Optional.of(raised.problem());
            }
        }
        return Optional.empty();
    }
}
