package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * How long answers take, by route, method and status. The route is the path with everything that is
 * not a word of the API replaced, so ids cannot make the number of series grow.
 */
public final class Measured {
    private static final int SEGMENTS_MAX = 6;

    private final MeterRegistry meters;
    private final Set<String> words;

    /**
     * @param words the fixed path segments of all routes
     */
    public Measured(MeterRegistry meters, Set<String> words) {
        this.meters = meters;
        this.words = words;
    }

    Route around(Supplier<Route> inner) {
        return extractRequest(request -> {
            long started = System.nanoTime();
            return mapResponse(
                    response -> {
                        record(request, response.status().intValue(), started);
                        return response;
                    },
                    inner);
        });
    }

    private void record(HttpRequest request, int status, long started) {
        Timer.builder("gesso_http_request")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .tag("route", route(request.getUri().path()))
                .tag("method", request.method().name())
                .tag("status", Integer.toString(status))
                .register(meters)
                .record(Duration.ofNanos(System.nanoTime() - started));
    }

    String route(String path) {
        if (!path.startsWith("/api/") && !path.startsWith("/.well-known/")) {
            return "page";
        }
        return Arrays.stream(path.substring(1).split("/", -1))
                .limit(SEGMENTS_MAX)
                .map(segment -> words.contains(segment) ? segment : "{}")
                .collect(Collectors.joining("/", "/", ""));
    }
}
