package gesso.edge;

import static org.apache.pekko.http.javadsl.server.Directives.concat;

import gesso.edge.access.KeyRoutes;
import gesso.edge.ai.AiRoutes;
import gesso.edge.analysis.AnalysisRoutes;
import gesso.edge.app.BackendRoutes;
import gesso.edge.canvas.AccountNames;
import gesso.edge.canvas.CanvasRoutes;
import gesso.edge.canvas.Doors;
import gesso.edge.canvas.Operations;
import gesso.edge.canvas.Past;
import gesso.edge.canvas.RegisteredApps;
import gesso.edge.documents.ApiDocument;
import gesso.edge.documents.DocumentRoutes;
import gesso.edge.history.HistoryRoutes;
import gesso.edge.history.TimelineRoutes;
import gesso.edge.http.Measured;
import gesso.edge.http.Pipeline;
import gesso.edge.http.SecurityHeaders;
import gesso.edge.lists.ActivityRoutes;
import gesso.edge.lists.CanvasListRoutes;
import gesso.edge.lists.NotificationRoutes;
import gesso.edge.live.Live;
import gesso.edge.live.LiveLimits;
import gesso.edge.live.ShardedEntities;
import gesso.edge.page.PageRoutes;
import gesso.edge.people.AuthRoutes;
import gesso.edge.people.Passwords;
import gesso.edge.registry.RegistryRoutes;
import gesso.edge.telemetry.TelemetryRoutes;
import io.micrometer.core.instrument.Metrics;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.server.Route;

/** The table of contents: every feature of the edge, and the pipeline around all of them. */
public final class Routes {
    private final Pipeline pipeline;
    private final KeyRoutes keys;
    private final AuthRoutes auth;
    private final RegistryRoutes registry;
    private final CanvasListRoutes lists;
    private final NotificationRoutes notifications;
    private final ActivityRoutes activity;
    private final HistoryRoutes history;
    private final TimelineRoutes timelines;
    private final AnalysisRoutes analysis;
    private final AiRoutes ai;
    private final CanvasRoutes canvases;
    private final BackendRoutes backends;
    private final TelemetryRoutes telemetry;
    private final DocumentRoutes documents;
    private final PageRoutes page;

    public Routes(Foundation edge) {
        var document = ApiDocument.read();
        pipeline =
                new Pipeline(
                        new SecurityHeaders(edge.settings().publicUrl()),
                        edge.origins(),
                        edge.rates(),
                        new Measured(Metrics.globalRegistry, document.words()));
        keys = new KeyRoutes(edge.keys());
        auth = new AuthRoutes(edge, new Passwords(edge.limits(), Metrics.globalRegistry));
        var entities = new ShardedEntities(edge.system(), edge.settings().roles());
        registry = new RegistryRoutes(edge, entities);
        lists = new CanvasListRoutes(edge);
        telemetry = new TelemetryRoutes(edge.bodies(), Metrics.globalRegistry);
        documents = new DocumentRoutes(document);
        page = new PageRoutes(Routes.class.getClassLoader(), edge.limits().pageBytesCached());

        var names = new AccountNames(edge.accounts());
        notifications = new NotificationRoutes(edge, names);
        activity = new ActivityRoutes(edge, names);
        var apps = new RegisteredApps(edge.catalogue());
        var live =
                new Live(
                        edge,
                        entities,
                        names,
                        apps,
                        registry.standings(),
                        LiveLimits.of(edge.system().settings().config()),
                        Metrics.globalRegistry);
        registry.onForget(apps::changed);
        registry.onChange(live::tell);
        var past = new Past(edge.database());
        var doors = new Doors(edge.access(), live, past);
        var operations = new Operations(live, past);
        history = new HistoryRoutes(edge, operations::present);
        timelines = new TimelineRoutes(edge, operations::present, names);
        analysis = new AnalysisRoutes(edge);
        ai = new AiRoutes(edge, entities);
        canvases = new CanvasRoutes(edge, doors, operations, live, names, apps);
        backends = new BackendRoutes(edge, doors, operations);
    }

    /** What an edge does once, when it has started. */
    public CompletionStage<Done> started() {
        return registry.keepBuiltFiles();
    }

    public Route all() {
        return pipeline.around(() ->
                concat(
                        keys.routes(),
                        auth.routes(),
                        registry.routes(),
                        lists.routes(),
                        notifications.routes(),
                        activity.routes(),
                        history.routes(),
                        timelines.routes(),
                        analysis.routes(),
                        ai.routes(),
                        canvases.routes(),
                        backends.routes(),
                        telemetry.routes(),
                        documents.routes(),
                        page.routes(),
                        registry.files()));
    }
}
