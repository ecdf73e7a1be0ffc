package gesso.edge.registry;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.reject;
import static org.apache.pekko.http.javadsl.server.PathMatchers.remaining;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import gesso.edge.http.Problem;
import gesso.edge.http.Tags;
import gesso.edge.page.FileTypes;
import gesso.edge.registry.AppFiles.Build;
import gesso.protocol.Ids;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /apps/{app}/{hash}/...} of apps that did not come with this build. */
final class AppFileRoutes {
    private static final HttpHeader FOREVER =
            RawHeader.create("Cache-Control", "public, max-age=31536000, immutable");
    private static final HttpHeader BY_ENCODING = RawHeader.create("Vary", "Accept-Encoding");

    private final AppFiles files;

    AppFileRoutes(AppFiles files) {
        this.files = files;
    }

    /** What is no such path rejects nothing: it may be a file of the build, or nothing at all. */
    Route routes() {
        return pathPrefix(
                segment("apps").slash(segment()),
                app -> path(segment().slash(remaining()), (hash, file) -> file(app, hash, file)));
    }

    private Route file(String app, String hash, String file) {
        boolean named = Ids.isEntity(app) && Submission.isHash(hash) && Submission.isPath(file);
        return named ? get(() -> file(new Build(app, hash), file)) : reject();
    }

    private Route file(Build build, String path) {
        return onSuccess(
                files.find(build),
                all -> {
                    var file = all.get(path);
                    return file == null
                            ? Problem.notFound().route()
                            : extractRequest(
                                    request -> complete(answer(request, build, path, file)));
                });
    }

    private static HttpResponse answer(
            HttpRequest request, Build build, String path, AppFiles.File file) {
        boolean small = file.gzip() != null && takesGzip(request);
        var tag = build.hash() + (small ? "-gzip" : "");
        var headers = List.of(FOREVER, BY_ENCODING, Tags.header(tag));
        if (Tags.has(request, tag)) {
            return HttpResponse.create().withStatus(StatusCodes.NOT_MODIFIED).addHeaders(headers);
        }
        var bytes = small && file.gzip() != null ? file.gzip() : file.bytes();
        var answer =
                HttpResponse.create()
                        .addHeaders(headers)
                        .withEntity(HttpEntities.create(FileTypes.of(path).orElseThrow(), bytes));
        return small ? answer.addHeader(RawHeader.create("Content-Encoding", "gzip")) : answer;
    }

    private static boolean takesGzip(HttpRequest request) {
        return request.getHeader("Accept-Encoding")
                .map(HttpHeader::value)
                .filter(list -> list.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?(,|$)).*"))
                .isPresent();
    }
}
