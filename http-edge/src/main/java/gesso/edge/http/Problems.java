package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import gesso.protocol.Refusal;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Allow;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.ExpectedWebSocketRequestRejection;
import org.apache.pekko.http.javadsl.server.MalformedQueryParamRejection;
import org.apache.pekko.http.javadsl.server.MethodRejection;
import org.apache.pekko.http.javadsl.server.MissingQueryParamRejection;
import org.apache.pekko.http.javadsl.server.Rejection;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.server.TooManyRangesRejection;
import org.apache.pekko.http.javadsl.server.UnacceptedResponseContentTypeRejection;
import org.apache.pekko.http.javadsl.server.UnsatisfiableRangeRejection;
import org.apache.pekko.http.javadsl.server.UnsupportedRequestContentTypeRejection;
import org.apache.pekko.http.javadsl.server.UnsupportedWebSocketSubprotocolRejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever routes reject, and whatever breaks, into a {@link Problem}. Three kinds only: what
 * the caller can mend is 4xx and not logged; what passes by itself is 503; the rest is a defect,
 * logged with its stack under the correlation id and told without it.
 */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** SQLSTATE classes that pass by themselves: connection, resources, operator intervention. */
    private static final List<String> PASSING = List.of("08", "53", "57", "25006");

    private Problems() {}

    static RejectionHandler rejections() {
        return RejectionHandler.newBuilder()
                .handleAll(MethodRejection.class, Problems::methodNotAllowed)
                .handle(
                        UnsupportedRequestContentTypeRejection.class,
                        _ -> unsupportedMediaType().route())
                .handle(UnacceptedResponseContentTypeRejection.class, _ -> notAcceptable().route())
                .handle(
                        MissingQueryParamRejection.class,
                        missing -> Problem.invalid(missing.parameterName(), "is required").route())
                .handle(
                        MalformedQueryParamRejection.class,
                        bad -> Problem.invalid(bad.parameterName(), "is malformed").route())
                .handle(
                        ExpectedWebSocketRequestRejection.class,
                        _ -> Problem.invalid("Upgrade", "must be websocket").route())
                .handle(
                        UnsupportedWebSocketSubprotocolRejection.class,
                        _ ->
                                Problem.invalid("Sec-WebSocket-Protocol", "must offer gesso.v1")
                                        .route())
                .handle(UnsatisfiableRangeRejection.class, _ -> badRange().route())
                .handle(TooManyRangesRejection.class, _ -> badRange().route())
                .handleAll(
                        Rejection.class,
                        _ -> Problem.of(Refusal.INVALID, "The request is malformed.").route())
                .handleNotFound(Problem.notFound().route())
                .build();
    }

    static ExceptionHandler exceptions() {
        return ExceptionHandler.newBuilder()
                .matchAny(failure ->
                        extractRequest(request ->
                                org.apache.pekko.http.javadsl.server.Directives.complete(
                                        answer(request, failure))))
                .build();
    }

    /** The answer to a failure; logs it when somebody should look. */
    public static HttpResponse answer(HttpRequest request, Throwable failure) {
        return of(request, failure).response(request);
    }

    private static Problem of(HttpRequest request, Throwable failure) {
        var carried = Problem.in(failure);
        if (carried.isPresent()) {
            return carried.get();
        }
        if (passes(failure)) {
            LOG.warn(
                    "unavailable {} {} correlation={} {}",
                    request.method().name(),
                    request.getUri().getPathString(),
                    Correlation.of(request),
                    failure.toString());
            return Problem.unavailable();
        }
        LOG.error(
                "failed {} {} correlation={}",
                request.method().name(),
                request.getUri().getPathString(),
                Correlation.of(request),
                failure);
        return Problem.of(
                StatusCodes.INTERNAL_SERVER_ERROR,
                Refusal.UNAVAILABLE,
                "Something broke here. The correlation id finds it in the log.");
    }

    private static boolean passes(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof TimeoutException
                    || at instanceof RejectedExecutionException
                    || at instanceof SQLTransientException
                    || at instanceof SQLNonTransientConnectionException
                    || (at instanceof SQLException sql && passes(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(@org.jspecify.annotations.Nullable String state) {
        return state != null && PASSING.stream().anyMatch(state::startsWith);
    }

    static Problem unsupportedMediaType() {
        return Problem.of(
                StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                Refusal.INVALID,
                "The body must be application/json in UTF-8.");
    }

    public static Problem notAcceptable() {
        return Problem.of(
                StatusCodes.NOT_ACCEPTABLE,
                Refusal.INVALID,
                "None of the formats in Accept can be had here.");
    }

    private static Problem badRange() {
        return Problem.of(
                StatusCodes.RANGE_NOT_SATISFIABLE, Refusal.INVALID, "There is no such range.");
    }

    private static Route methodNotAllowed(List<MethodRejection> rejections) {
        var names =
                rejections.stream()
                        .map(rejection -> rejection.supported().name())
                        .collect(Collectors.toCollection(TreeSet::new));
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        names.add("OPTIONS");
        return Problem.of(
                        StatusCodes.METHOD_NOT_ALLOWED,
                        Refusal.INVALID,
                        "Here one can " + String.join(", ", names) + ".")
                .with(Allow.create(names.stream().map(Problems::method).toArray(HttpMethod[]::new)))
                .route();
    }

    private static HttpMethod method(String name) {
        return org.apache.pekko.http.javadsl.model.HttpMethods.lookup(name)
                .orElseThrow(() -> new IllegalStateException(name));
    }
}
