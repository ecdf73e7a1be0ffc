package gesso.edge.telemetry;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.http.Bodies;
import gesso.edge.http.Replies;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/telemetry} and the reports of the content policy. Open to all, as pages break
 * before anybody has signed in; limited by address and size.
 */
public final class TelemetryRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetryRoutes.class);
    private static final String NO_APP = "none";
    private static final int SHOWN_MAX = 300;

    /** Other words become {@code other}: a label is not a place for a stranger's text. */
    private static final Set<String> DIRECTIVES =
            Set.of(
                    "default-src",
                    "script-src",
                    "script-src-elem",
                    "script-src-attr",
                    "style-src",
                    "style-src-elem",
                    "style-src-attr",
                    "img-src",
                    "connect-src",
                    "font-src",
                    "frame-src",
                    "worker-src",
                    "object-src",
                    "base-uri",
                    "form-action",
                    "frame-ancestors");

    private final Bodies bodies;
    private final MeterRegistry meters;

    public TelemetryRoutes(Bodies bodies, MeterRegistry meters) {
        this.bodies = bodies;
        this.meters = meters;
    }

    public Route routes() {
        return pathPrefix(
                PathMatchers.segment("api").slash("telemetry"),
                () ->
                        concat(
                                pathEnd(() -> post(this::report)),
                                path("csp", () -> post(this::violation))));
    }

    private Route report() {
        return bodies.json(body ->
                Bodies.decoded(
                        Report.read(body),
                        report -> {
                            report.metrics().forEach(this::count);
                            report.errors().forEach(this::count);
                            return Replies.noContent();
                        }));
    }

    private void count(Report.Measurement one) {
        Timer.builder("gesso_page_" + one.name().word().replace('-', '_'))
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .tag("app", app(one.app()))
                .register(meters)
                .record(Duration.ofMillis(one.millis()));
    }

    private void count(Report.Failure one) {
        meters.counter("gesso_page_errors", "kind", one.kind().word(), "app", app(one.app()))
                .increment();
        LOG.info(
                "page error kind={} app={} {}",
                one.kind().word(),
                app(one.app()),
                oneLine(one.message()));
    }

    /** Both forms: {@code {"csp-report": {...}}} and a list of reports with a body each. */
    private Route violation() {
        return bodies.reports(body -> {
            for (var report : body.isArray() ? body : List.of(body)) {
                count(report.has("csp-report") ? report.path("csp-report") : report.path("body"));
            }
            return Replies.noContent();
        });
    }

    private void count(JsonNode violation) {
        var given =
                violation
                        .path("effective-directive")
                        .asText(
                                violation
                                        .path("effectiveDirective")
                                        .asText(violation.path("violated-directive").asText()))
                        .toLowerCase(Locale.ROOT);
        var directive = DIRECTIVES.contains(given) ? given : "other";
        meters.counter("gesso_csp_violations", "directive", directive).increment();
        LOG.warn(
                "content policy violated directive={} blocked={}",
                directive,
                oneLine(
                        violation
                                .path("blocked-uri")
                                .asText(violation.path("blockedURL").asText())));
    }

    private static String app(@Nullable String app) {
        return app == null ? NO_APP : app;
    }

    /** Nobody writes lines of their own into the log. */
    private static String oneLine(String text) {
        var shown = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) : text;
        return shown.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
