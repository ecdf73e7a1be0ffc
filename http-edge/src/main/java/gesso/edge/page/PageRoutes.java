package gesso.edge.page;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.pathSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.reject;
import static org.apache.pekko.http.javadsl.server.PathMatchers.remaining;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import gesso.edge.http.Problem;
import gesso.edge.http.SecurityHeaders;
import gesso.edge.http.Tags;
import gesso.protocol.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The page at its client-side addresses, and the files that it is made of. What is below {@code
 * assets/} and {@code apps/} is named by its content and never changes; a missing one is 404, never
 * the page.
 */
public final class PageRoutes {
    private static final String INDEX = "index.html";
    private static final String WORKER = "sw.js";
    private static final String NONCE = "__CSP_NONCE__";
    private static final int NONCE_BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HttpHeader FOREVER =
            RawHeader.create("Cache-Control", "public, max-age=31536000, immutable");
    private static final HttpHeader ASK = RawHeader.create("Cache-Control", "no-cache");
    private static final HttpHeader BY_ENCODING = RawHeader.create("Vary", "Accept-Encoding");

    /** A precompressed sibling of a file, best first. */
    private enum Encoding {
        BR(".br"),
        GZIP(".gz");

        private final String suffix;

        Encoding(String suffix) {
            this.suffix = suffix;
        }

        String word() {
            return this == BR ? "br" : "gzip";
        }
    }

    private final Files files;

    public PageRoutes(ClassLoader classes, long bytesKept) {
        files = new Files(classes, bytesKept);
    }

    /** After all routes of the API: takes every GET that names a file of this build. */
    public Route routes() {
        return concat(
                pathSingleSlash(() -> get(this::index)),
                pathPrefix(segment("c").slash(), () -> get(this::index)),
                pathPrefix(segment("join").slash(), () -> get(this::index)),
                path("diagnostics", () -> get(this::index)),
                path("templates", () -> get(this::index)),
                path("activity", () -> get(this::index)),
                path("analysis", () -> get(this::index)),
                path(remaining(), this::file));
    }

    private Route index() {
        return extractRequest(request ->
                files.find(INDEX)
                        .map(page -> complete(index(request, page)))
                        .orElseGet(PageRoutes::notBuilt));
    }

    private static HttpResponse index(HttpRequest request, Files.File page) {
        var bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        var html = new String(page.bytes(), StandardCharsets.UTF_8).replace(NONCE, nonce);
        return HttpResponse.create()
                .addHeader(ASK)
                .addHeaders(SecurityHeaders.ofPage(request, nonce))
                .withEntity(ContentTypes.TEXT_HTML_UTF8, html);
    }

    private static Route notBuilt() {
        return Problem.of(Refusal.NOT_FOUND, "This edge was built without the page.").route();
    }

    /** What is no file rejects nothing: another route may have that path under another method. */
    private Route file(String path) {
        return FileTypes.of(path)
                .filter(_ -> !path.equals(INDEX))
                .flatMap(known -> files.find(path).map(file -> file(path, file, known)))
                .orElseGet(() -> reject());
    }

    private Route file(String path, Files.File file, ContentType type) {
        return get(() -> extractRequest(request -> complete(file(request, path, file, type))));
    }

    private HttpResponse file(
            HttpRequest request, String path, Files.File plain, ContentType type) {
        var encoded =
                Arrays.stream(Encoding.values())
                        .filter(encoding -> accepts(request, encoding.word()))
                        .flatMap(encoding ->
                                files.find(path + encoding.suffix).stream()
                                        .map(file -> Map.entry(encoding, file)))
                        .findFirst();
        // One tag for one set of bytes: each encoding has its own.
        var tag = plain.tag() + encoded.map(one -> "-" + one.getKey().word()).orElse("");
        var headers = List.of(isForever(path) ? FOREVER : ASK, BY_ENCODING, Tags.header(tag));
        var guards = guards(request, path);
        if (Tags.has(request, tag)) {
            return HttpResponse.create()
                    .withStatus(StatusCodes.NOT_MODIFIED)
                    .addHeaders(headers)
                    .addHeaders(guards);
        }
        var bytes = encoded.map(Map.Entry::getValue).orElse(plain).bytes();
        var answer =
                HttpResponse.create()
                        .addHeaders(headers)
                        .addHeaders(guards)
                        .withEntity(HttpEntities.create(type, bytes));
        return encoded.map(one ->
                        answer.addHeader(RawHeader.create("Content-Encoding", one.getKey().word())))
                .orElse(answer);
    }

    /** What browsers are told of a file that is more to them than bytes. */
    private static List<HttpHeader> guards(HttpRequest request, String path) {
        return switch (path) {
            case WORKER -> List.of(SecurityHeaders.OF_WORKER);
            case SecurityHeaders.SANDBOX -> SecurityHeaders.ofSandbox(request);
            case SecurityHeaders.SANDBOX_SCRIPT -> SecurityHeaders.OF_SANDBOX_SCRIPT;
            default -> List.of();
        };
    }

    private static boolean isForever(String path) {
        return path.startsWith("assets/")
                || (path.startsWith("apps/") && path.indexOf('/', "apps/".length()) > 0);
    }

    private static boolean accepts(HttpRequest request, String encoding) {
        return request.getHeader("Accept-Encoding").map(HttpHeader::value).stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(one -> one.strip().split("\\s*;\\s*", -1))
                .anyMatch(one -> one[0].equalsIgnoreCase(encoding) && !isZero(one));
    }

    private static boolean isZero(String[] parameters) {
        return Optional.of(parameters)
                .filter(all -> all.length > 1)
                .filter(all -> all[1].matches("q=0(\\.0*)?"))
                .isPresent();
    }
}
