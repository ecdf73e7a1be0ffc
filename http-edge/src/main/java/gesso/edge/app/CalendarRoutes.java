package gesso.edge.app;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import gesso.edge.app.CollectionRoutes.Shape;
import gesso.edge.app.CollectionRoutes.Step;
import gesso.edge.app.Widgets.Address;
import gesso.edge.http.Replies;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import gesso.protocol.entity.ReadReply;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** /api/apps/calendar/{widget}/events, and the whole of it as a calendar file. */
public final class CalendarRoutes implements AppRoutes {
    /** What a PATCH may change; the backend says what is wrong with it. */
    private static final List<String> CHANGEABLE =
            List.of(
                    "title",
                    "start",
                    "end",
                    "allDay",
                    "zone",
                    "rule",
                    "location",
                    "notes",
                    "colour");

    private static final Shape EVENTS =
            new Shape(
                    "events", "events", "calendar.add", "calendar.remove", CalendarRoutes::change);

    private static final ContentType.NonBinary CALENDAR =
            MediaTypes.TEXT_CALENDAR.toContentType(HttpCharsets.UTF_8);

    private static final HttpHeader NAMED =
            RawHeader.create("Content-Disposition", "attachment; filename=\"calendar.ics\"");

    @Override
    public String app() {
        return "calendar";
    }

    @Override
    public Route routes(Site site, Address place) {
        return concat(
                CollectionRoutes.of(site, place, EVENTS),
                path("calendar.ics", () -> get(() -> file(site, place))));
    }

    private static Decoded<List<Step>> change(Fields f) {
        var data = Json.object();
        for (var name : CHANGEABLE) {
            f.given(name).ifPresent(value -> data.set(name, value));
        }
        if (data.isEmpty()) {
            f.fault("title", "or another field to change is needed");
        }
        return f.done(List.of(new Step("calendar.edit", data)));
    }

    private static Route file(Site site, Address place) {
        return site.widgets()
                .reader(
                        place,
                        state -> extractRequest(request -> written(state, wantsJson(request))));
    }

    /** The page reads JSON alone: for it the same text is a string. */
    private static Route written(ReadReply.State state, boolean json) {
        var text = CalendarFile.of(state.data().path("state").path("events"));
        return json
                ? BackendRoutes.tagged(state, Json.object().put("file", text))
                : complete(
                        HttpResponse.create()
                                .withEntity(HttpEntities.create(CALENDAR, text))
                                .addHeaders(List.of(NAMED, Replies.FRESH)));
    }

    private static boolean wantsJson(HttpRequest request) {
        return request.getHeader("Accept")
                .filter(accept -> accept.value().contains("application/json"))
                .isPresent();
    }
}
