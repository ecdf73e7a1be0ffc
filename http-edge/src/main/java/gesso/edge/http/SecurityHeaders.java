package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * What browsers are told to forbid. The page gets a policy of its own, with a nonce for its styles;
 * the frame of generated apps one that gives it nothing but its script and its workers; everything
 * else gets one that allows nothing. No policy has {@code unsafe-eval} or a wildcard, and {@code
 * unsafe-inline} only the styles of the frame, which can fetch nothing.
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

    /** Everything that a browser has of powers to give or refuse. */
    private static final String NO_POWERS =
            Stream.of(
                            "accelerometer",
                            "autoplay",
                            "bluetooth",
                            "camera",
                            "clipboard-read",
                            "clipboard-write",
                            "compute-pressure",
                            "cross-origin-isolated",
                            "display-capture",
                            "encrypted-media",
                            "fullscreen",
                            "gamepad",
                            "geolocation",
                            "gyroscope",
                            "hid",
                            "identity-credentials-get",
                            "idle-detection",
                            "keyboard-map",
                            "local-fonts",
                            "magnetometer",
                            "microphone",
                            "midi",
                            "payment",
                            "picture-in-picture",
                            "publickey-credentials-create",
                            "publickey-credentials-get",
                            "screen-wake-lock",
                            "serial",
                            "storage-access",
                            "usb",
                            "web-share",
                            "window-management",
                            "xr-spatial-tracking")
                    .map(power -> power + "=()")
                    .collect(Collectors.joining(", "));

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
                    var own = headers.stream().filter(one -> !has(response, one)).toList();
                    var all = response.addHeaders(own);
                    return response.getHeader(POLICY).isPresent() ? all : all.addHeader(NOTHING);
                },
                inner);
    }

    /** An answer that says one of these by itself is left as it is. */
    private static boolean has(HttpResponse response, HttpHeader header) {
        return response.getHeader(header.name()).isPresent();
    }

    /**
     * A worker that asks this server and nobody else; it has a policy of its own, not the page's.
     */
    public static final HttpHeader OF_WORKER =
            RawHeader.create(POLICY, "default-src 'none'; script-src 'self'; connect-src 'self'");

    /** Where the frame of generated apps is, and the one script that it may fetch. */
    public static final String SANDBOX = "sandbox/frame.html";

    public static final String SANDBOX_SCRIPT = "sandbox/boot.js";

    /**
     * What the frame of generated apps is told: an origin of its own that nobody shares, one script
     * of ours by its full address, workers made of what the page hands over, and nothing else. No
     * source is {@code 'self'}, which would be all of this server. Only our own page may hold it.
     */
    public static List<HttpHeader> ofSandbox(HttpRequest request) {
        var policy =
                String.join(
                        "; ",
                        "sandbox allow-scripts",
                        "default-src 'none'",
                        "script-src" + at(request, SANDBOX_SCRIPT) + " blob:",
                        "worker-src blob:",
                        "style-src 'unsafe-inline'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'self'");
        return List.of(
                RawHeader.create(POLICY, policy),
                RawHeader.create("Permissions-Policy", NO_POWERS),
                RawHeader.create("X-DNS-Prefetch-Control", "off"),
                RawHeader.create("X-Frame-Options", "SAMEORIGIN"));
    }

    /** The frame has no origin, so its script is of another one for it. */
    public static final List<HttpHeader> OF_SANDBOX_SCRIPT =
            List.of(RawHeader.create("Cross-Origin-Resource-Policy", "cross-origin"));

    /**
     * A path of this server as a source of a policy, under the host that the caller used; with both
     * schemes, since a proxy may have taken TLS off. Without a host it names nothing.
     */
    private static String at(HttpRequest request, String path) {
        return Addresses.host(request)
                .map(host -> " http://" + host + "/" + path + " https://" + host + "/" + path)
                .orElse("");
    }

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
                        // A frame could else go anywhere on this server, and tell it what it knows.
                        "frame-src" + at(request, SANDBOX),
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
