package gesso.edge;

import static org.apache.pekko.http.javadsl.server.Directives.concat;

import gesso.edge.access.KeyRoutes;
import gesso.edge.http.Measured;
import gesso.edge.http.Pipeline;
import gesso.edge.http.SecurityHeaders;
import gesso.edge.people.Accounts;
import gesso.edge.people.AuthRoutes;
import gesso.edge.people.Passwords;
import io.micrometer.core.instrument.Metrics;
import java.util.Set;
import org.apache.pekko.http.javadsl.server.Route;

/** The table of contents: every feature of the edge, and the pipeline around all of them. */
public final class Routes {
    private final Pipeline pipeline;
    private final KeyRoutes keys;
    private final AuthRoutes auth;

    public Routes(Foundation edge) {
        pipeline =
                new Pipeline(
                        new SecurityHeaders(edge.settings().publicUrl()),
                        edge.origins(),
                        edge.rates(),
                        new Measured(Metrics.globalRegistry, Set.of()));
        keys = new KeyRoutes(edge.keys());
        auth =
                new AuthRoutes(
                        edge,
                        new Accounts(edge.database()),
                        new Passwords(edge.limits(), Metrics.globalRegistry));
    }

    public Route all() {
        return pipeline.around(() -> concat(keys.routes(), auth.routes()));
    }
}
