package gesso.edge.app;

import gesso.edge.app.CollectionRoutes.Shape;
import gesso.edge.app.CollectionRoutes.Step;
import gesso.edge.app.Widgets.Address;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import java.util.List;
import org.apache.pekko.http.javadsl.server.Route;

/** /api/apps/sample/{widget}/entries: the list of a Sample widget. */
public final class SampleRoutes implements AppRoutes {

    /** The backend trims and counts; this only bounds what is sent there. */
    private static final int TEXT_MAX = 10_000;

    private static final Shape ENTRIES =
            new Shape("entries", "entries", "sample.add", "sample.remove", SampleRoutes::change);

    @Override
    public String app() {
        return "sample";
    }

    @Override
    public Route routes(Site site, Address place) {
        return CollectionRoutes.of(site, place, ENTRIES);
    }

    private static Decoded<List<Step>> change(Fields f) {
        var text = f.text("text", 1, TEXT_MAX);
        return f.done(List.of(new Step("sample.edit", Json.object().put("text", text))));
    }
}
