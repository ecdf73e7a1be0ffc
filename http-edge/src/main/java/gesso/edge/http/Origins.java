package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Whose pages may call: the edge's own, and those that an operator named. Others get no CORS
 * header, so that a browser keeps the answer from them; credentials never travel by cookie.
 */
public final class Origins {
    private static final List<HttpHeader> PREFLIGHT =
            List.of(
                    RawHeader.create(
                            "Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE"),
                    RawHeader.create(
                            "Access-Control-Allow-Headers",
                            "Authorization, Content-Type, Idempotency-Key, If-Match,"
                                    + " If-None-Match, X-Correlation-Id, traceparent"),
                    RawHeader.create("Access-Control-Max-Age", "600"));
    private static final HttpHeader EXPOSED =
            RawHeader.create(
                    "Access-Control-Expose-Headers",
                    "ETag, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining,"
                            + " RateLimit-Reset, X-Correlation-Id");

    private final Set<String> named;
    private final Optional<String> own;

    public Origins(Set<String> named, Optional<URI> publicUrl) {
        this.named =
                named.stream()
                        .map(origin -> origin.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        this.own = publicUrl.map(url -> url.getScheme() + "://" + url.getRawAuthority());
    }

    /** For a WebSocket: absent is allowed where the token came in a header. */
    public boolean allows(HttpRequest request, boolean absent) {
        return request.getHeader("Origin")
                .map(HttpHeader::value)
                .map(origin -> isOwn(request, origin) || isNamed(origin))
                .orElse(absent);
    }

    Route around(Supplier<Route> inner) {
        return extractRequest(request -> {
            var origin = request.getHeader("Origin").map(HttpHeader::value);
            if (isPreflight(request)) {
                return complete(preflight(request, origin));
            }
            return origin.filter(this::isNamed)
                    .map(known ->
                            mapResponse(
                                    response ->
                                            response.addHeaders(granted(known)).addHeader(EXPOSED),
                                    inner))
                    .orElseGet(inner);
        });
    }

    private HttpResponse preflight(HttpRequest request, Optional<String> origin) {
        var answer = HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
        return origin.filter(one -> isNamed(one) || isOwn(request, one))
                .map(known -> answer.addHeaders(granted(known)).addHeaders(PREFLIGHT))
                .orElse(answer);
    }

    private static List<HttpHeader> granted(String origin) {
        return List.of(
                RawHeader.create("Access-Control-Allow-Origin", origin),
                RawHeader.create("Vary", "Origin"));
    }

    private static boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethods.OPTIONS)
                && request.getHeader("Access-Control-Request-Method").isPresent();
    }

    private boolean isNamed(String origin) {
        return named.contains(origin.toLowerCase(Locale.ROOT));
    }

    private boolean isOwn(HttpRequest request, String origin) {
        return own.filter(origin::equalsIgnoreCase).isPresent()
                || Addresses.host(request)
                        .filter(host ->
                                origin.equalsIgnoreCase("http://" + host)
                                        || origin.equalsIgnoreCase("https://" + host))
                        .isPresent();
    }
}
