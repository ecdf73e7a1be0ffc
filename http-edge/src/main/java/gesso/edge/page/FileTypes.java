package gesso.edge.page;

import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.MediaTypes;

/** What kind of file a name means; what is not listed is not served. */
public final class FileTypes {
    private static final Map<String, ContentType> TYPES =
            Map.ofEntries(
                    Map.entry("html", ContentTypes.TEXT_HTML_UTF8),
                    Map.entry("js", ContentTypes.parse("text/javascript; charset=UTF-8")),
                    Map.entry("mjs", ContentTypes.parse("text/javascript; charset=UTF-8")),
                    Map.entry("css", ContentTypes.parse("text/css; charset=UTF-8")),
                    Map.entry("json", ContentTypes.APPLICATION_JSON),
                    Map.entry("map", ContentTypes.APPLICATION_JSON),
                    Map.entry("webmanifest", ContentTypes.parse("application/manifest+json")),
                    Map.entry("txt", ContentTypes.TEXT_PLAIN_UTF8),
                    Map.entry("svg", MediaTypes.IMAGE_SVG_XML.toContentType()),
                    Map.entry("png", MediaTypes.IMAGE_PNG.toContentType()),
                    Map.entry("jpg", MediaTypes.IMAGE_JPEG.toContentType()),
                    Map.entry("webp", ContentTypes.parse("image/webp")),
                    Map.entry("ico", ContentTypes.parse("image/x-icon")),
                    Map.entry("woff2", ContentTypes.parse("font/woff2")));

    private FileTypes() {}

    public static Optional<ContentType> of(String path) {
        return Optional.ofNullable(TYPES.get(ending(path)));
    }

    public static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
