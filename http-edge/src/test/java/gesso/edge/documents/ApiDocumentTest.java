package gesso.edge.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import gesso.protocol.Json;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final ApiDocument DOCUMENT = ApiDocument.read();
    private static TestEdge edge;

    @BeforeAll
    static void start() {
        edge = TestEdge.start();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    static Stream<String> paths() {
        return DOCUMENT.json().path("paths").propertyStream().map(path -> path.getKey());
    }

    static Stream<String> operations() {
        return paths().flatMap(path -> methods(path).stream().map(method -> method + " " + path));
    }

    private static Set<String> methods(String path) {
        return DOCUMENT.json()
                .path("paths")
                .path(path)
                .propertyStream()
                .map(property -> property.getKey())
                .filter(METHODS::contains)
                .map(method -> method.toUpperCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String filled(String path) {
        return path.replaceAll("\\{[a-z]+}", "x1");
    }

    private static Answer send(String method, String path, String... headers) {
        var request = edge.request(filled(path)).method(method, BodyPublishers.noBody());
        return edge.send(headers.length == 0 ? request : request.headers(headers));
    }

    @Test
    @DisplayName("[ED-100] the document is an OpenAPI 3.1 document without a fault")
    void reads() {
        var options = new ParseOptions();
        options.setResolve(true);
        var parsed = new OpenAPIV3Parser().readContents(DOCUMENT.yaml(), null, options);
        assertThat(parsed.getMessages()).isNullOrEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        var ids =
                parsed.getOpenAPI().getPaths().values().stream()
                        .flatMap(path -> path.readOperations().stream())
                        .map(operation -> operation.getOperationId())
                        .toList();
        assertThat(ids).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    @DisplayName("[ED-101] the document is served as YAML and as JSON, the same")
    void served() {
        assertThat(edge.get("/api/openapi.yaml").body()).isEqualTo(DOCUMENT.yaml());
        var json = edge.get("/api/openapi.json");
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(json.json()).isEqualTo(Json.parse(Json.text(DOCUMENT.json())).orElseThrow());
        var again = edge.get("/api/openapi.json", "If-None-Match", json.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @MethodSource("paths")
    @DisplayName(
            "[A5] [ED-102] each path has exactly the methods of the document: others are 405 with Allow")
    void methodsOf(String path) {
        var documented = methods(path);
        if (path.equals("/api/canvas/join")) {
            // To other methods this is a canvas of that name.
            return;
        }
        var allowed = new TreeSet<>(documented);
        allowed.add("OPTIONS");
        if (documented.contains("GET")) {
            allowed.add("HEAD");
        }
        for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            if (!documented.contains(method)) {
                var answer = send(method, path);
                assertThat(answer.status()).as(method + " " + path).isEqualTo(405);
                assertThat(Set.of(answer.header("Allow").split(", ", -1))).isEqualTo(allowed);
                assertThat(ApiContract.faults("Problem", answer.json())).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName(
            "[B1] [ED-103] what wants a token is 401 without one and with a bad one; what does not is not")
    void security(String operation) {
        var parts = operation.split(" ", 2);
        var described =
                DOCUMENT.json()
                        .path("paths")
                        .path(parts[1])
                        .path(parts[0].toLowerCase(java.util.Locale.ROOT));
        if (parts[1].endsWith("/live")) {
            // A request that is no upgrade is refused as such; tokens there are tested with
            // sockets.
            return;
        }
        boolean open = described.has("security");
        var answer = send(parts[0], parts[1]);
        if (open) {
            if (!parts[1].endsWith("/logout")) {
                assertThat(answer.status()).isNotIn(401, 405);
            }
            return;
        }
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(ApiContract.faults("Problem", answer.json())).isEmpty();
        assertThat(send(parts[0], parts[1], "Authorization", "Bearer nonsense").status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("[ED-104] every word of a route's path in the code is in the document")
    void words() {
        var words = DOCUMENT.words();
        var pattern =
                Pattern.compile(
                        "(?:(?<![.\\w])(?:path|pathPrefix|segment)|PathMatchers\\.segment|\\.slash)\\(\\s*\"([a-z.-]+(?:/[a-z.-]+)*)\"");
        assertThat(sources().filter(source -> !source.contains("package gesso.edge.ops")))
                .isNotEmpty()
                .allSatisfy(source -> {
                    var found = pattern.matcher(source);
                    while (found.find()) {
                        if (!PAGE.contains(found.group(1))) {
                            assertThat(words).contains(found.group(1));
                        }
                    }
                });
    }

    /** Client-side addresses of the page are no part of the API. */
    private static final Set<String> PAGE = Set.of("c", "join", "diagnostics");

    private static Stream<String> sources() {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files
                    .filter(file -> file.toString().endsWith("Routes.java"))
                    .map(ApiDocumentTest::text)
                    .toList()
                    .stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    @DisplayName("[ED-105] real answers are as the document says")
    void bodies() {
        var welcome = edge.post("/api/auth/guest", "{\"name\": \"Ada\"}");
        assertThat(ApiContract.faults("Welcome", welcome.json())).isEmpty();
        var by = TestEdge.by(TestEdge.person(welcome));
        assertThat(ApiContract.faults("Me", edge.get("/api/auth/me", by).json())).isEmpty();
        var preferences =
                edge.send(
                        "PATCH",
                        "/api/auth/preferences",
                        "{\"theme\": \"dark\", \"language\": \"pt-BR\", \"reducedMotion\": \"off\"}",
                        by);
        assertThat(ApiContract.faults("Preferences", preferences.json())).isEmpty();
        var keys = edge.get("/.well-known/jwks.json").json();
        assertThat(ApiContract.faults("KeySet", keys)).isEmpty();
        assertThat(ApiContract.faults("CanvasList", edge.get("/api/canvas", by).json())).isEmpty();
        assertThat(ApiContract.faults("AppList", edge.get("/api/registry/apps").json())).isEmpty();
        problems(by)
                .forEach(problem -> assertThat(ApiContract.faults("Problem", problem)).isEmpty());
    }

    private static List<JsonNode> problems(String... by) {
        return Stream.of(
                        edge.get("/nothing"),
                        edge.post("/api/auth/guest", "{"),
                        edge.post("/api/auth/guest", "{\"name\": 1}"),
                        edge.post("/api/auth/guest", "\"" + "x".repeat(70_000) + "\""),
                        edge.get("/api/canvas?limit=x", by))
                .map(Answer::json)
                .toList();
    }

    @Test
    @DisplayName("[ED-106] the document would notice a body that is not as it says")
    void notices() {
        var wrong = Json.parse("{\"status\": 200, \"title\": 7}").orElseThrow();
        assertThat(ApiContract.faults("Problem", wrong)).isNotEmpty();
    }
}
