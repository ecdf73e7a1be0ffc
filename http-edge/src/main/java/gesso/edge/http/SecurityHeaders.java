package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * What browsers are told to forbid. The page gets a policy of its own, with a nonce for its styles;
 * everything else gets one that allows nothing. No policy has {@code unsafe-eval}, {@code
 * unsafe-inline} or a wildcard.
 */
public final class SecurityHeaders {
    public static final String POLICY = "Content-Security-Policy";
    public static final String REPORTS = "/api/telemetry/csp";

    private static final HttpHeader NOTHING =
            RawHeader.create(
                    POLICY,
                    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action"
                            + " 'none'");
    private static final List<HttpHeader> ALWAYS =
            List.of(
                    RawHeader.create("X-Content-Type-Options", "nosniff"),
                    RawHeader.create("X-Frame-Options", "DENY"),
                    RawHeader.create("Referrer-Policy", "no-referrer"),
                    RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"),
                    RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"),
                    RawHeader.create(
                            "Permissions-Policy",
                            "camera=(), microphone=(), geolocation=(), payment=(), usb=()"));
    private static final HttpHeader HTTPS_ONLY =
            RawHeader.create("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

    private final List<HttpHeader> headers;

    public SecurityHeaders(Optional<URI> publicUrl) {
        var all = new ArrayList<>(ALWAYS);
        if (publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent()) {
            all.add(HTTPS_ONLY);
        }
        headers = List.copyOf(all);
    }

    Route around(Supplier<Route> inner) {
        return mapResponse(
                response -> {
                    var all = response.addHeaders(headers);
                    return response.getHeader(POLICY).isPresent() ? all : all.addHeader(NOTHING);
                },
                inner);
    }

    /**
     * A worker that asks this server and nobody else; it has a policy of its own, not the page's.
     */
    public static final HttpHeader OF_WORKER =
            RawHeader.create(POLICY, "default-src 'none'; script-src 'self'; connect-src 'self'");

    /** The policy of a page whose style elements carry {@code nonce}. */
    public static List<HttpHeader> ofPage(HttpRequest request, String nonce) {
        var socket = Addresses.host(request).map(host -> " ws://" + host + " wss://" + host);
        var policy =
                String.join(
                        "; ",
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self' 'nonce-" + nonce + "'",
                        "connect-src 'self'" + socket.orElse(""),
                        "img-src 'self' data: blob:",
                        "font-src 'self'",
                        "manifest-src 'self'",
                        "worker-src 'self'",
                        "frame-src 'none'",
                        "object-src 'none'",
                        "base-uri 'none'",
                        "form-action 'self'",
                        "frame-ancestors 'none'",
                        "report-uri " + REPORTS,
                        "report-to csp");
        return List.of(
                RawHeader.create(POLICY, policy),
                RawHeader.create("Reporting-Endpoints", "csp=\"" + REPORTS + "\""));
    }
}
