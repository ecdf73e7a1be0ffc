package gesso.cluster.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.widget.MicroAppBackend;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A calendar, shared by everybody on the canvas. */
public final class CalendarBackend implements MicroAppBackend<CalendarState, CalendarEvent> {

    @Override
    public String name() {
        return "calendar";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public CalendarState initial() {
        return CalendarState.EMPTY;
    }

    @Override
    public Decision<CalendarEvent> decide(
            CalendarState state, String command, JsonNode data, Origin origin) {
        return new CalendarRules(state, data, origin).decide(command);
    }

    @Override
    public CalendarState evolve(CalendarState state, Origin origin, CalendarEvent event) {
        return state.evolve(event);
    }

    @Override
    public Decision<CalendarEvent> compensate(
            CalendarState state, CalendarEvent event, Origin origin) {
        return CalendarUndo.compensate(state, event);
    }

    @Override
    public String property(CalendarEvent event) {
        return CalendarUndo.property(event);
    }

    @Override
    public @Nullable JsonNode answer(List<CalendarEvent> events) {
        return switch (events.getLast()) {
            case CalendarEvent.Created(var item) -> Json.object().put("id", item.id());
            case CalendarEvent.Split(_, _, _, var item) -> Json.object().put("id", item.id());
            case CalendarEvent.Imported(var items) -> Json.object().put("added", items.size());
            case CalendarEvent.Edited _,
                    CalendarEvent.Moved _,
                    CalendarEvent.Excepted _,
                    CalendarEvent.Joined _,
                    CalendarEvent.Removed _,
                    CalendarEvent.Restored _,
                    CalendarEvent.Withdrawn _ ->
                    null;
        };
    }

    @Override
    public boolean opens(String command, Role role) {
        return role.mayEdit();
    }

    @Override
    public Set<String> keys() {
        return Set.of("events");
    }

    @Override
    public String type(CalendarEvent event) {
        return switch (event) {
            case CalendarEvent.Created _ -> "calendar.created";
            case CalendarEvent.Edited _ -> "calendar.edited";
            case CalendarEvent.Moved _ -> "calendar.moved";
            case CalendarEvent.Excepted _ -> "calendar.excepted";
            case CalendarEvent.Split _ -> "calendar.split";
            case CalendarEvent.Joined _ -> "calendar.joined";
            case CalendarEvent.Removed _ -> "calendar.removed";
            case CalendarEvent.Restored _ -> "calendar.restored";
            case CalendarEvent.Imported _ -> "calendar.imported";
            case CalendarEvent.Withdrawn _ -> "calendar.withdrawn";
        };
    }

    @Override
    public JsonNode encode(CalendarEvent event) {
        return Json.tree(event instanceof CalendarEvent.Created(var item) ? item : event);
    }

    @Override
    public CalendarEvent decode(String type, JsonNode data) {
        return switch (type) {
            case "calendar.created" -> new CalendarEvent.Created(Json.value(data, Entry.class));
            case "calendar.edited" -> Json.value(data, CalendarEvent.Edited.class);
            case "calendar.moved" -> Json.value(data, CalendarEvent.Moved.class);
            case "calendar.excepted" -> Json.value(data, CalendarEvent.Excepted.class);
            case "calendar.split" -> Json.value(data, CalendarEvent.Split.class);
            case "calendar.joined" -> Json.value(data, CalendarEvent.Joined.class);
            case "calendar.removed" -> Json.value(data, CalendarEvent.Removed.class);
            case "calendar.restored" -> Json.value(data, CalendarEvent.Restored.class);
            case "calendar.imported" -> Json.value(data, CalendarEvent.Imported.class);
            case "calendar.withdrawn" -> Json.value(data, CalendarEvent.Withdrawn.class);
            default -> throw new IllegalArgumentException("unknown event " + type);
        };
    }

    @Override
    public JsonNode view(CalendarState state) {
        return Json.tree(state);
    }

    @Override
    public CalendarState restore(JsonNode view) {
        return Json.value(view, CalendarState.class);
    }
}
