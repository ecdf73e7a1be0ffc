package gesso.edge.access;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /.well-known/jwks.json}: the public keys, for whoever else checks our tokens. */
public final class KeyRoutes {
    private final SigningKeys keys;

    public KeyRoutes(SigningKeys keys) {
        this.keys = keys;
    }

    public Route routes() {
        return path(
                PathMatchers.segment(".well-known").slash("jwks.json"),
                () -> get(() -> onSuccess(keys.published(), KeyRoutes::shown)));
    }

    private static Route shown(String jwks) {
        return complete(
                HttpResponse.create()
                        .addHeader(RawHeader.create("Cache-Control", "public, max-age=300"))
                        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, jwks)));
    }
}
