package gesso.edge.app;

import gesso.edge.EdgeLimits;
import gesso.edge.app.Widgets.Address;
import gesso.edge.database.Database;
import gesso.edge.http.Bodies;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * What one app offers by HTTP beside what every app has. Found by {@link java.util.ServiceLoader},
 * so an implementation has a constructor without arguments and keeps nothing. Everything goes
 * through {@link Widgets}: there the platform checks who may read and write.
 */
public interface AppRoutes {

    /** Id of the app, the first segment below {@code /api/apps}. */
    String app();

    /** Below {@code /api/apps/{app}/{widget}}. */
    Route routes(Site site, Address place);

    /**
     * What the routes of an app are given; the database to read what a widget has journalled, once
     * {@link Widgets} has let the reader in.
     */
    record Site(Widgets widgets, Bodies bodies, EdgeLimits limits, Database database) {}
}
