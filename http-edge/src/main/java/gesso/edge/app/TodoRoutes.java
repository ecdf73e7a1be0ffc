package gesso.edge.app;

import gesso.edge.app.CollectionRoutes.Shape;
import gesso.edge.app.CollectionRoutes.Step;
import gesso.edge.app.Widgets.Address;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.server.Route;

/** /api/apps/todo/{widget}/todos: the list of a Todo widget. */
public final class TodoRoutes implements AppRoutes {

    /** The backend trims and counts; this only bounds what is sent there. */
    private static final int TEXT_MAX = 10_000;

    private static final int DAY_MAX = 10;
    private static final int ID_MAX = 64;

    private static final Shape TODOS =
            new Shape("todos", "todos", "todo.add", "todo.remove", TodoRoutes::change);

    @Override
    public String app() {
        return "todo";
    }

    @Override
    public Route routes(Site site, Address place) {
        return CollectionRoutes.of(site, place, TODOS);
    }

    private static Decoded<List<Step>> change(Fields f) {
        var text = f.optional("text", name -> f.text(name, 1, TEXT_MAX));
        var done = f.optional("done", f::truth);
        List<Step> steps = new ArrayList<>();
        if (text != null) {
            steps.add(new Step("todo.edit", Json.object().put("text", text)));
        }
        if (done != null) {
            steps.add(new Step("todo.toggle", Json.object().put("done", done)));
        }
        given(f, "due", DAY_MAX, "todo.due", steps);
        given(f, "assignee", ID_MAX, "todo.assign", steps);
        var before = f.has("before") ? f.text("before", 1, ID_MAX) : null;
        boolean listed = f.names("list");
        var list = f.has("list") ? f.text("list", 1, ID_MAX) : null;
        if (before != null || listed) {
            var move = Json.object();
            if (before != null) {
                move.put("before", before);
            }
            if (listed) {
                move.put("list", list);
            }
            steps.add(new Step("todo.move", move));
        }
        if (steps.isEmpty()) {
            f.fault("text", "or done, due, assignee, list or before is needed");
        }
        return f.done(steps);
    }

    /** Null takes it away. */
    private static void given(Fields f, String name, int max, String command, List<Step> steps) {
        if (f.names(name)) {
            var value = f.has(name) ? f.text(name, 1, max) : null;
            steps.add(new Step(command, Json.object().put(name, value)));
        }
    }
}
