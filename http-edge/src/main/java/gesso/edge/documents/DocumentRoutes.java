package gesso.edge.documents;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;

import gesso.edge.http.Tags;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /api/openapi.yaml} and {@code /api/openapi.json}, open to all. */
public final class DocumentRoutes {
    private static final ContentType YAML = ContentTypes.parse("application/yaml");

    private final byte[] yaml;
    private final byte[] json;

    public DocumentRoutes(ApiDocument document) {
        yaml = document.yaml().getBytes(StandardCharsets.UTF_8);
        json = document.jsonBytes();
    }

    public Route routes() {
        return pathPrefix(
                "api",
                () ->
                        concat(
                                path("openapi.yaml", () -> get(() -> shown(YAML, yaml))),
                                path(
                                        "openapi.json",
                                        () ->
                                                get(() ->
                                                        shown(
                                                                ContentTypes.APPLICATION_JSON,
                                                                json)))));
    }

    private static Route shown(ContentType type, byte[] document) {
        var tag = Tags.ofBytes(document);
        var headers =
                List.of(Tags.header(tag), RawHeader.create("Cache-Control", "public, no-cache"));
        return extractRequest(request ->
                complete(
                        Tags.has(request, tag)
                                ? HttpResponse.create()
                                        .withStatus(StatusCodes.NOT_MODIFIED)
                                        .addHeaders(headers)
                                : HttpResponse.create()
                                        .addHeaders(headers)
                                        .withEntity(HttpEntities.create(type, document))));
    }
}
