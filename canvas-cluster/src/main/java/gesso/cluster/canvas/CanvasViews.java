package gesso.cluster.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.canvas.Canvas.Life;
import gesso.cluster.live.Skipped;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.CanvasView;
import gesso.protocol.canvas.CanvasView.LayoutView;
import gesso.protocol.canvas.CanvasView.MemberView;
import gesso.protocol.canvas.CanvasView.WidgetView;
import gesso.protocol.canvas.Position;
import gesso.protocol.entity.Access;
import gesso.protocol.entity.Access.WidgetAccess;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.WidgetStart;
import gesso.protocol.journal.EventCodec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What others are told of a canvas: readers, rooms and widgets, and who sent a command. */
public final class CanvasViews {
    private CanvasViews() {}

    /**
     * @param role the reader's, or null where there is no single reader
     */
    public static CanvasView view(String id, Canvas state, @Nullable Role role) {
        var shown = state.shown();
        return new CanvasView(
                id,
                state.title(),
                state.revision(),
                state.at(),
                role,
                state.grid(),
                widgets(state, shown, false),
                widgets(state, shown, true),
                layouts(state),
                state.members().entrySet().stream()
                        .map(member -> new MemberView(member.getKey(), member.getValue(), null))
                        .toList(),
                CommentFold.shown(state.comments()),
                state.from());
    }

    public static Access access(Canvas state) {
        var widgets = new TreeMap<String, WidgetAccess>();
        state.widgets()
                .forEach((id, widget) ->
                        widgets.put(
                                id,
                                new WidgetAccess(
                                        widget.appId(),
                                        widget.appVersion(),
                                        widget.backend(),
                                        widget.removed())));
        return new Access(state.access(), state.members(), widgets, state.life() == Life.DELETED);
    }

    /** What a widget starts from; nothing when the canvas has never had it. */
    public static Optional<WidgetStart> start(Canvas state, String widget) {
        return Optional.ofNullable(state.widgets().get(widget))
                .map(known ->
                        new WidgetStart(
                                known.appId(),
                                known.appVersion(),
                                known.backend(),
                                known.config() == null ? Json.object() : known.config(),
                                known.removed()));
    }

    static @Nullable JsonNode answer(Command command, List<CanvasEvent> events) {
        if (command instanceof CanvasCommand.Compensate(var step)) {
            Set<String> touched =
                    events.stream()
                            .flatMap(event -> CanvasUndo.properties(event).stream())
                            .collect(Collectors.toSet());
            return Skipped.answer(
                    Skipped.of(
                            step,
                            event -> CanvasUndo.properties(EventCodec.canvas(event)),
                            touched));
        }
        return events.isEmpty() ? null : made(events.getLast());
    }

    private static @Nullable JsonNode made(CanvasEvent event) {
        return switch (event) {
            case CanvasEvent.WidgetAdded e -> Json.object().put("widget", e.widget());
            case CanvasEvent.LayoutSaved e -> Json.object().put("layout", e.layout());
            case CanvasEvent.LinkCreated e -> Json.object().put("link", e.link());
            case CanvasEvent.CommentAdded e -> Json.object().put("comment", e.comment());
            case CanvasEvent.MemberJoined e -> Json.object().put("role", e.role().code());
            case CanvasEvent.MemberRoleChanged e -> Json.object().put("role", e.role().code());
            case CanvasEvent.Created _,
                    CanvasEvent.Renamed _,
                    CanvasEvent.GridConfigured _,
                    CanvasEvent.WidgetMoved _,
                    CanvasEvent.WidgetResized _,
                    CanvasEvent.WidgetRemoved _,
                    CanvasEvent.WidgetRestored _,
                    CanvasEvent.WidgetLocked _,
                    CanvasEvent.WidgetRaised _,
                    CanvasEvent.WidgetRenamed _,
                    CanvasEvent.WidgetUpgraded _,
                    CanvasEvent.ScreenArranged _,
                    CanvasEvent.LayoutLoaded _,
                    CanvasEvent.LayoutReverted _,
                    CanvasEvent.CommentEdited _,
                    CanvasEvent.CommentResolved _,
                    CanvasEvent.CommentRemoved _,
                    CanvasEvent.CommentRestored _,
                    CanvasEvent.MemberRemoved _,
                    CanvasEvent.LinkRevoked _,
                    CanvasEvent.Deleted _,
                    CanvasEvent.Restored _ ->
                    null;
        };
    }

    private static List<WidgetView> widgets(
            Canvas state, Map<String, Position> shown, boolean removed) {
        return state.widgets().entrySet().stream()
                .filter(entry -> entry.getValue().removed() == removed)
                .map(entry -> {
                    var id = entry.getKey();
                    var widget = entry.getValue();
                    return new WidgetView(
                            id,
                            widget.appId(),
                            widget.appVersion(),
                            widget.backend(),
                            widget.title(),
                            shown.getOrDefault(id, widget.position()),
                            widget.position(),
                            widget.size(),
                            widget.min(),
                            widget.max(),
                            widget.z(),
                            widget.locked(),
                            widget.screens());
                })
                .toList();
    }

    private static List<LayoutView> layouts(Canvas state) {
        return state.layouts().entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().revision()))
                .map(entry -> {
                    var layout = entry.getValue();
                    var at = Instant.ofEpochMilli(HybridClock.millis(layout.at()));
                    return new LayoutView(
                            entry.getKey(),
                            layout.name(),
                            layout.by(),
                            at.toString(),
                            layout.kept());
                })
                .toList();
    }
}
