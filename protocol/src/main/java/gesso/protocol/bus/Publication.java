package gesso.protocol.bus;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.CommandCodec;
import gesso.protocol.Decoded;
import gesso.protocol.FieldError;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.widget.WidgetCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to tell on the bus: an event of one widget, of the app that {@code source}
 * names. It becomes one event of that widget's journal.
 *
 * @param type words joined by dots, such as {@code todo-list.exported}
 * @param data a JSON object
 */
public record Publication(String type, String source, JsonNode data, Metadata metadata) {
    /** Of canonical JSON. */
    public static final int DATA_BYTES = 16 * 1024;

    private static final Pattern DOTTED =
            Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)+");

    /**
     * @param widget may be absent where one widget of the app is on the canvas
     * @param cause the operation that this one follows from
     * @param correlation the first operation of the chain
     */
    public record Metadata(
            @Nullable String widget, @Nullable String cause, @Nullable String correlation) {
        public static final Metadata NONE = new Metadata(null, null, null);
    }

    /** The widget whose event it becomes, and the backend that hosts it. */
    public record Target(String widget, String backend) {}

    /** All faults at once. */
    public static Decoded<Publication> decode(@Nullable JsonNode body) {
        var f = Fields.of(body);
        var type =
                f.matching(
                        "type",
                        Publication::isType,
                        "must be words joined by dots, such as list.exported, with at most "
                                + CommandCodec.TYPE_MAX
                                + " characters");
        var source =
                f.matching(
                        "source",
                        given -> Sources.app(given).isPresent(),
                        "must be <app>-service, such as todo-service");
        var data = f.json("data");
        var metadata = f.optional("metadata", name -> metadata(f.nested(name)));
        return switch (f.done(new Publication(type, source, data, or(metadata)))) {
            case Decoded.Ok<Publication>(var read) when read.isTooLarge() -> tooLarge();
            case Decoded.Ok<Publication> read -> read;
            case Decoded.Invalid<Publication> faulty -> faulty;
        };
    }

    public static boolean isType(String type) {
        return type.length() <= CommandCodec.TYPE_MAX && DOTTED.matcher(type).matches();
    }

    /** The same for this widget. */
    public Publication to(String widget) {
        return new Publication(
                type, source, data, new Metadata(widget, metadata.cause(), metadata.correlation()));
    }

    /** What makes the event. */
    public WidgetCommand.Emit command() {
        return new WidgetCommand.Emit(type, data);
    }

    /** What the same operation must always come with. */
    public JsonNode sum() {
        var asked = Json.object().put("type", type);
        asked.set("data", data);
        return asked;
    }

    /**
     * Which widget is meant: the one that is named, which must be of the source's app, or the only
     * one of that app.
     *
     * @param canvas as its readers see it
     */
    public Decoded<Target> target(JsonNode canvas) {
        var app = Sources.app(source).orElseThrow();
        var ofApp = new ArrayList<JsonNode>();
        for (var widget : canvas.path("widgets")) {
            if (widget.path("id").asText().equals(metadata.widget())) {
                return ofOne(widget, app);
            }
            if (widget.path("appId").asText().equals(app)) {
                ofApp.add(widget);
            }
        }
        if (metadata.widget() != null) {
            return fault("metadata.widget", "is no widget of this canvas");
        }
        return switch (ofApp.size()) {
            case 0 -> fault("source", "has no widget on this canvas");
            case 1 -> new Decoded.Ok<>(at(ofApp.getFirst()));
            default ->
                    fault(
                            "metadata.widget",
                            "is required: " + ofApp.size() + " widgets are of " + source);
        };
    }

    private static Decoded<Target> ofOne(JsonNode widget, String app) {
        var own = widget.path("appId").asText();
        return own.equals(app)
                ? new Decoded.Ok<>(at(widget))
                : fault("source", "is not the widget's, which is " + Sources.service(own));
    }

    private static Target at(JsonNode widget) {
        return new Target(widget.path("id").asText(), widget.path("backend").asText());
    }

    private boolean isTooLarge() {
        return Json.canonical(data).length > DATA_BYTES;
    }

    private static Metadata metadata(Fields f) {
        return new Metadata(
                f.optional("widget", f::widget),
                f.optional("cause", f::operation),
                f.optional("correlation", f::operation));
    }

    private static Metadata or(@Nullable Metadata given) {
        return given == null ? Metadata.NONE : given;
    }

    private static <T> Decoded<T> tooLarge() {
        var message = "must have at most " + DATA_BYTES + " bytes";
        return new Decoded.Invalid<>(
                Refusal.TOO_LARGE, "data " + message, List.of(new FieldError("data", message)));
    }

    private static <T> Decoded<T> fault(String field, String message) {
        return Decoded.invalid(List.of(new FieldError(field, message)));
    }
}
