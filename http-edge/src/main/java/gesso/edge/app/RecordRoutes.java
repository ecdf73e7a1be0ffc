package gesso.edge.app;

import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import gesso.edge.app.CollectionRoutes.Shape;
import gesso.edge.app.CollectionRoutes.Step;
import gesso.edge.app.Widgets.Address;
import gesso.edge.live.Right;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * /api/apps/{app}/{widget}/collections/{collection}: the records of a generated app. There is one
 * for every app without routes of its own: what it keeps is for its specification to say, so that
 * an unknown collection reads as an empty one and takes nothing.
 */
final class RecordRoutes {
    private static final int ID_MAX = 40;

    private RecordRoutes() {}

    static Route of(AppRoutes.Site site, Address place) {
        return pathPrefix(
                "collections",
                () ->
                        pathPrefix(
                                segment(),
                                name -> CollectionRoutes.within(site, place, shape(name))));
    }

    private static Shape shape(String collection) {
        return new Shape(
                "collections/" + collection,
                "collections",
                collection,
                "records.add",
                "records.remove",
                RecordRoutes::change,
                Right.EDIT);
    }

    private static Decoded<List<Step>> change(Fields f) {
        var steps = new ArrayList<Step>();
        if (f.has("values")) {
            steps.add(new Step("records.edit", Json.object().set("values", f.json("values"))));
        }
        if (f.names("after")) {
            var after = f.has("after") ? f.text("after", 1, ID_MAX) : null;
            steps.add(new Step("records.move", Json.object().put("after", after)));
        }
        if (steps.isEmpty()) {
            f.fault("values", "or after is needed");
        }
        return f.done(steps);
    }
}
