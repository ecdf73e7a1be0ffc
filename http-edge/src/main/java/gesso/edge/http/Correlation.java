package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import gesso.protocol.Ids;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/**
 * One id for everything that follows from a request: the caller's, if it has the right shape, else
 * that of the operation. It is in every answer, in problems, in origins and so in the journal.
 */
public final class Correlation {
    public static final String HEADER = "X-Correlation-Id";
    private static final AttributeKey<String> KEY =
            AttributeKey.create("gesso-correlation", String.class);
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern TRACE =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Correlation() {}

    static Route around(Supplier<Route> inner) {
        return mapRequest(
                request -> request.addAttribute(KEY, given(request)),
                () ->
                        extractRequest(request ->
                                mapResponse(
                                        response ->
                                                response.addHeader(
                                                        RawHeader.create(HEADER, of(request))),
                                        inner)));
    }

    public static String of(HttpRequest request) {
        return request.getAttribute(KEY).orElseGet(() -> given(request));
    }

    /** The W3C {@code traceparent} of the request, when it is one. */
    public static @Nullable String trace(HttpRequest request) {
        return request.getHeader("traceparent")
                .map(HttpHeader::value)
                .filter(value -> TRACE.matcher(value).matches())
                .orElse(null);
    }

    /** The id of an operation that brings none: the first of a chain gives the chain its name. */
    static String operation(HttpRequest request) {
        return header(request, HEADER).isPresent() ? Ids.fresh() : of(request);
    }

    private static String given(HttpRequest request) {
        return header(request, HEADER)
                .or(() -> header(request, Idempotency.HEADER))
                .orElseGet(Ids::fresh);
    }

    private static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name)
                .map(HttpHeader::value)
                .filter(value -> SHAPE.matcher(value).matches());
    }
}
