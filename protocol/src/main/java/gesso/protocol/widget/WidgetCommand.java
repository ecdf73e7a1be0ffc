package gesso.protocol.widget;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EventView;
import java.util.List;

/** What people can want of a widget. Names that start with {@code #} cannot come from outside. */
@JsonSubTypes({
    @JsonSubTypes.Type(value = WidgetCommand.Configure.class, name = "configure"),
    @JsonSubTypes.Type(value = WidgetCommand.SetState.class, name = "set-state"),
    @JsonSubTypes.Type(value = WidgetCommand.Emit.class, name = "emit"),
    @JsonSubTypes.Type(value = WidgetCommand.App.class, name = "#app"),
    @JsonSubTypes.Type(value = WidgetCommand.Seed.class, name = "#seed"),
    @JsonSubTypes.Type(value = WidgetCommand.Compensate.class, name = "#compensate")
})
public sealed interface WidgetCommand extends Command {

    /** Replaces the config; a JSON object. */
    record Configure(JsonNode config) implements WidgetCommand {}

    /** Top-level keys, last writer wins; null removes a key. */
    record SetState(JsonNode patch) implements WidgetCommand {}

    record Emit(String type, JsonNode data) implements WidgetCommand {}

    /** A command of the app's own, such as {@code todo.add}; its backend reads {@code data}. */
    record App(String name, JsonNode data) implements WidgetCommand {}

    /**
     * The widget starts as a copy of another; before anything else has happened to it.
     *
     * @param state as {@link WidgetView#state} of the other
     */
    record Seed(String app, String version, JsonNode config, JsonNode state)
            implements WidgetCommand {}

    /** Takes back what is still as these events left it. */
    record Compensate(List<EventView> events) implements WidgetCommand {}
}
