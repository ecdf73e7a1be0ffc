package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.handleExceptions;
import static org.apache.pekko.http.javadsl.server.Directives.handleRejections;
import static org.apache.pekko.http.javadsl.server.Directives.withRequestTimeoutResponse;

import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The stages around every route, outermost first: correlation id, measurement, security headers,
 * CORS, rate limit by address. Authentication, authorisation and validation follow inside, route by
 * route, in that order. Whatever an inner stage rejects or breaks is answered inside the outer
 * ones, so each problem has all headers.
 */
public final class Pipeline {
    private final SecurityHeaders headers;
    private final Origins origins;
    private final RateLimits rates;
    private final Measured measured;

    public Pipeline(SecurityHeaders headers, Origins origins, RateLimits rates, Measured measured) {
        this.headers = headers;
        this.origins = origins;
        this.rates = rates;
        this.measured = measured;
    }

    public Route around(Supplier<Route> routes) {
        return Correlation.around(() ->
                measured.around(
                        () -> headers.around(() -> origins.around(() -> answered(routes)))));
    }

    /** For a port that only operators reach: problems, and nothing else. */
    public static Route bare(Supplier<Route> routes) {
        return Correlation.around(() -> problems(routes));
    }

    private Route answered(Supplier<Route> routes) {
        return withRequestTimeoutResponse(
                request -> Problem.unavailable().response(request),
                () -> problems(() -> rates.byAddress(routes)));
    }

    private static Route problems(Supplier<Route> routes) {
        return handleExceptions(
                Problems.exceptions(), () -> handleRejections(Problems.rejections(), routes));
    }
}
