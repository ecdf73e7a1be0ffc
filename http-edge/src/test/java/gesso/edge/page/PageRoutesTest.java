package gesso.edge.page;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRoutesTest {
    private static final String ASSET = "/assets/app-AbC123.js";
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static TestEdge edge;

    @BeforeAll
    static void start() {
        edge = TestEdge.start();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/c/some-canvas",
                "/c/some-canvas/w/todo-1",
                "/join/secret",
                "/diagnostics",
                "/activity",
                "/templates",
                "/analysis"
            })
    @DisplayName("[ED-40] the page answers at each of its own addresses and is asked for anew")
    void index(String path) {
        var answer = edge.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.body()).contains("<title>Gesso</title>");
    }

    @Test
    @DisplayName("[P4] the service worker is asked for anew, and may ask this server alone")
    void worker() {
        var answer = edge.get("/sw.js");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/javascript; charset=UTF-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; connect-src 'self'");
    }

    @Test
    @DisplayName(
            "[X3] the page's policy names each source, allows no eval and no inline, and reports")
    void policy() {
        var answer = edge.get("/");
        var policy = answer.header("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .contains("img-src 'self' data: blob:;")
                .contains("connect-src 'self' ws://127.0.0.1:" + edge.port() + " ")
                .contains("frame-ancestors 'none'")
                .contains("report-uri /api/telemetry/csp")
                .doesNotContain("unsafe")
                .doesNotContain("*");
        var nonce = Pattern.compile("style-src 'self' 'nonce-([^']+)'").matcher(policy);
        assertThat(nonce.find()).isTrue();
        assertThat(answer.body())
                .contains("content=\"" + nonce.group(1) + "\"")
                .doesNotContain("__CSP_NONCE__");
        assertThat(edge.get("/").header("Content-Security-Policy")).isNotEqualTo(policy);
    }

    @Test
    @DisplayName("[ED-S1] the page may hold one frame, by its full address")
    void frames() {
        var own = "127.0.0.1:" + edge.port() + "/sandbox/frame.html";
        assertThat(edge.get("/").header("Content-Security-Policy"))
                .contains("; frame-src http://" + own + " https://" + own + "; ");
    }

    @Test
    @DisplayName("[ED-S2] [ED-S3] the frame of generated apps is given its script and workers only")
    void sandbox() {
        var answer = edge.get("/sandbox/frame.html");
        var host = "127.0.0.1:" + edge.port();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Security-Policy"))
                .isEqualTo(
                        "sandbox allow-scripts; default-src 'none'; script-src"
                                + (" http://" + host + "/sandbox/boot.js")
                                + (" https://" + host + "/sandbox/boot.js blob:")
                                + "; worker-src blob:; style-src 'unsafe-inline'; base-uri 'none'"
                                + "; form-action 'none'; frame-ancestors 'self'");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(answer.header("X-DNS-Prefetch-Control")).isEqualTo("off");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("Permissions-Policy"))
                .contains("camera=()", "microphone=()", "geolocation=()", "clipboard-read=()");
        assertThat(answer.http().headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(answer.http().headers().allValues("Permissions-Policy")).hasSize(1);
        assertThat(answer.http().headers().allValues("X-Frame-Options")).hasSize(1);
        var again = edge.get("/sandbox/frame.html", "If-None-Match", answer.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("Content-Security-Policy"))
                .isEqualTo(answer.header("Content-Security-Policy"));
    }

    @Test
    @DisplayName(
            "[ED-S4] the frame, of no origin, may load its script; nobody may load another file")
    void sandboxScript() {
        var script = edge.get("/sandbox/boot.js");
        assertThat(script.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(script.http().headers().allValues("Cross-Origin-Resource-Policy")).hasSize(1);
        assertThat(script.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(script.header("ETag")).isNotEmpty();
        var runtime = edge.get("/sandbox/runtime.js");
        assertThat(runtime.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(runtime.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(runtime.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    @DisplayName("[P3] what is named by its content is immutable")
    void immutable() {
        assertThat(edge.get(ASSET).header("Cache-Control")).isEqualTo(FOREVER);
        var remote = edge.get("/apps/todo/0123456789abcdef/remoteEntry-x.js");
        assertThat(remote.header("Cache-Control")).isEqualTo(FOREVER);
        assertThat(remote.header("Content-Type")).isEqualTo("text/javascript; charset=UTF-8");
        assertThat(edge.get("/robots.txt").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(edge.get("/apps/index.json").header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    @DisplayName("[P3] a file goes out as it was compressed before, by what the reader takes")
    void precompressed() {
        var plain = edge.get(ASSET);
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
        var br = edge.get(ASSET, "Accept-Encoding", "gzip, deflate, br");
        assertThat(br.header("Content-Encoding")).isEqualTo("br");
        assertThat(br.body()).isEqualTo("not really brotli");
        var gzip = edge.get(ASSET, "Accept-Encoding", "br;q=0, gzip;q=0.5");
        assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(gzip.header("ETag"))
                .isNotEqualTo(br.header("ETag"))
                .isNotEqualTo(plain.header("ETag"));
        var none = edge.get("/assets/only-plain-1.css", "Accept-Encoding", "br, gzip");
        assertThat(none.header("Content-Encoding")).isEmpty();
        assertThat(none.body()).contains("color: red");
    }

    @Test
    @DisplayName("[ED-41] a reader who has the file hears 304")
    void unchanged() {
        var tag = edge.get(ASSET).header("ETag");
        var again = edge.get(ASSET, "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/missing-1.js",
                "/apps/todo/0123456789abcdef/missing.js",
                "/apps/nothing/remoteEntry.js",
                "/index.html",
                "/assets",
                "/assets/",
                "/assets/app-AbC123.js.br",
                "/nothing",
                "/favicon.ico"
            })
    @DisplayName("[ED-42] a missing file is 404 with a problem, never the page")
    void missing(String path) {
        var answer = edge.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../http.conf",
                "/assets/../../http.conf",
                "/assets/%2e%2e/%2e%2e/http.conf",
                "/assets/..%2f..%2flogback-test.xml",
                "/assets/%252e%252e/http.conf",
                "/assets\\..\\..\\http.conf",
                "/assets//..//..//logback-test.xml",
                "/./logback-test.xml",
                "/%2flogback-test.xml",
                "/assets/app-AbC123.js%00.txt",
                "/.hidden.txt"
            })
    @DisplayName("[X6] [ED-43] no path climbs out of the page's folder")
    void traversal(String path) throws Exception {
        assertThat(raw(path)).containsAnyOf(" 404 ", " 400 ");
    }

    /** Sends the path as it stands: a client would tidy it up. */
    private static String raw(String path) throws Exception {
        try (var socket = new Socket("127.0.0.1", edge.port())) {
            socket.getOutputStream()
                    .write(
                            ("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            var in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var line = in.readLine();
            return line == null ? "" : line;
        }
    }
}
