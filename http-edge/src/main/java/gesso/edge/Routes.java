package gesso.edge;

import static org.apache.pekko.http.javadsl.server.Directives.concat;

import gesso.edge.access.KeyRoutes;
import gesso.edge.history.HistoryRoutes;
import gesso.edge.http.Measured;
import gesso.edge.http.Pipeline;
import gesso.edge.http.SecurityHeaders;
import gesso.edge.lists.CanvasListRoutes;
import gesso.edge.page.PageRoutes;
import gesso.edge.people.AuthRoutes;
import gesso.edge.people.Passwords;
import gesso.edge.registry.RegistryRoutes;
import io.micrometer.core.instrument.Metrics;
import java.util.Set;
import org.apache.pekko.http.javadsl.server.Route;

/** The table of contents: every feature of the edge, and the pipeline around all of them. */
public final class Routes {
    private final Pipeline pipeline;
    private final KeyRoutes keys;
    private final AuthRoutes auth;
    private final RegistryRoutes registry;
    private final CanvasListRoutes canvases;
    private final HistoryRoutes history;
    private final PageRoutes page;

    public Routes(Foundation edge) {
        pipeline =
                new Pipeline(
                        new SecurityHeaders(edge.settings().publicUrl()),
                        edge.origins(),
                        edge.rates(),
                        new Measured(Metrics.globalRegistry, Set.of()));
        keys = new KeyRoutes(edge.keys());
        auth = new AuthRoutes(edge, new Passwords(edge.limits(), Metrics.globalRegistry));
        registry = new RegistryRoutes(edge.limits(), edge.catalogue());
        canvases = new CanvasListRoutes(edge);
        history = new HistoryRoutes(edge);
        page = new PageRoutes(Routes.class.getClassLoader(), edge.limits().pageBytesCached());
    }

    public Route all() {
        return pipeline.around(() ->
                concat(
                        keys.routes(),
                        auth.routes(),
                        registry.routes(),
                        canvases.routes(),
                        history.routes(),
                        page.routes()));
    }
}
