package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.cluster.live.Rules;
import gesso.cluster.todo.TodoBackend;
import gesso.cluster.todo.TodoState;
import gesso.cluster.widget.Widget;
import gesso.cluster.widget.WidgetRules;
import gesso.protocol.Clients;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.CanvasView;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EventView;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.widget.WidgetCommand;
import gesso.protocol.widget.WidgetEvent;
import gesso.protocol.widget.WidgetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One canvas with its Todo widgets, driven by commands without any actor; time is counted. */
public final class Scene {
    public static final String ID = "canvas-1";
    public static final AppRef TODO =
            new AppRef("1.0.0", "Todo", "todo", new Size(3, 4), new Size(2, 2), new Size(6, 12));

    private final CanvasRules rules = new CanvasRules();
    private final WidgetRules<TodoState, gesso.cluster.todo.TodoEvent> widgetRules =
            new WidgetRules<>(new TodoBackend());
    private final List<EventView> events = new ArrayList<>();
    private final List<Recorded<CanvasEvent>> journal = new ArrayList<>();
    private final Map<String, List<Recorded<WidgetEvent>>> widgetJournals = new TreeMap<>();
    private final Map<String, Widget<TodoState>> widgets = new TreeMap<>();
    private Canvas canvas = rules.initial();
    private long now = HybridClock.ofMillis(1_763_800_000_000L);
    private int operations;
    private @Nullable String cause;

    /** What became of one command. */
    public record Outcome(
            @Nullable Refusal why, String detail, List<EventView> events, @Nullable JsonNode data) {

        public Outcome made(String... types) {
            assertThat(why).as(detail).isNull();
            assertThat(events.stream().map(EventView::type)).containsExactly(types);
            return this;
        }

        public void refused(Refusal expected) {
            assertThat(why).isEqualTo(expected);
        }

        public JsonNode answer() {
            return Objects.requireNonNull(data);
        }

        public List<String> skipped() {
            var types = new ArrayList<String>();
            answer().path("skipped").forEach(one -> types.add(one.path("type").asText()));
            return types;
        }
    }

    /** A canvas of {@code ada} with a grid of 12 columns. */
    public static Scene of() {
        var scene = new Scene();
        scene.when("ada", new CanvasCommand.Create("Week 47", null)).made("created");
        return scene;
    }

    public Canvas canvas() {
        return canvas;
    }

    public List<EventView> events() {
        return List.copyOf(events);
    }

    public List<Recorded<CanvasEvent>> journal() {
        return List.copyOf(journal);
    }

    public List<Recorded<WidgetEvent>> widgetJournal(String widget) {
        return List.copyOf(widgetJournals.getOrDefault(widget, List.of()));
    }

    public CanvasView view() {
        return CanvasViews.view(ID, canvas, null);
    }

    public WidgetView view(String widget) {
        return widgetRules.view(widget(widget), CanvasViews.start(canvas, widget).orElseThrow());
    }

    public Canvas.Widget placed(String widget) {
        return Objects.requireNonNull(canvas.widgets().get(widget));
    }

    public Position shown(String widget) {
        return Objects.requireNonNull(canvas.shown().get(widget));
    }

    /** The commands in {@code steps} share one cause, as one gesture of a person does. */
    public void together(String shared, Runnable steps) {
        cause = shared;
        steps.run();
        cause = null;
    }

    /** Time passes. */
    public void later(long millis) {
        now += HybridClock.ofMillis(millis);
    }

    public Outcome add(String user, String widget, int x, int y) {
        return when(
                user,
                new CanvasCommand.AddWidget("todo", new Position(x, y), null, null, widget, TODO));
    }

    /** To a version with other limits of size. */
    public Outcome upgrade(String user, String widget, String version) {
        var app =
                new AppRef(
                        version, "Todo", "todo", new Size(4, 4), new Size(2, 3), new Size(8, 12));
        return when(user, new CanvasCommand.UpgradeWidget(widget, version, app));
    }

    public Outcome move(String user, String widget, int x, int y) {
        return when(user, new CanvasCommand.MoveWidget(widget, new Position(x, y)));
    }

    public Outcome when(String user, CanvasCommand command) {
        return when(command, origin(user, null, null));
    }

    public Outcome when(String user, String widget, WidgetCommand command) {
        return when(widget, command, origin(user, null, null));
    }

    public Outcome todo(String user, String widget, String name, JsonNode data) {
        return when(user, widget, new WidgetCommand.App(name, data));
    }

    public UndoStack stack(String user) {
        return UndoStack.of(user, canvas, events);
    }

    /** The newest step of this person is taken back, on every entity that it has changed. */
    public Outcome undo(String user) {
        var wanted = new CanvasCommand.Undo(null, null, null, null, null, null);
        return take(user, stack(user).undo(wanted, Set.of()).getFirst(), true);
    }

    public Outcome redo(String user) {
        return take(user, stack(user).redo(Set.of()).orElseThrow(), false);
    }

    public Outcome take(String user, UndoStack.Step step, boolean undo) {
        var made = new ArrayList<EventView>();
        var skipped = Json.MAPPER.createArrayNode();
        var origin = undo ? origin(user, step.ref(), null) : origin(user, null, step.ref());
        step.byEntity()
                .forEach((of, taken) -> {
                    var outcome =
                            of.equals(EventView.CANVAS)
                                    ? when(new CanvasCommand.Compensate(taken), origin)
                                    : when(of, new WidgetCommand.Compensate(taken), origin);
                    made.addAll(outcome.events());
                    outcome.answer().path("skipped").forEach(skipped::add);
                });
        var answer = Json.object();
        answer.set("skipped", skipped);
        return new Outcome(null, "", made, answer);
    }

    private Outcome when(CanvasCommand command, Origin origin) {
        return outcome(rules, canvas, command, origin, EventView.CANVAS, this::happen);
    }

    private Outcome when(String widget, WidgetCommand command, Origin origin) {
        return outcome(
                widgetRules,
                widget(widget),
                command,
                origin,
                widget,
                (_, from, event) -> happen(widget, from, event));
    }

    private interface Happen<E> {
        EventView apply(String of, Origin origin, E event);
    }

    private <S, E> Outcome outcome(
            Rules<S, E> by, S state, Command command, Origin origin, String of, Happen<E> happen) {
        return switch (by.decide(state, command, origin)) {
            case Decision.Accepted<E>(var accepted) -> {
                var made = new ArrayList<EventView>();
                for (var event : accepted) {
                    made.add(happen.apply(of, at(origin), event));
                }
                yield new Outcome(null, "", made, by.answer(command, accepted));
            }
            case Decision.Refused<E>(var why, var detail, _) ->
                    new Outcome(why, detail, List.of(), null);
        };
    }

    private EventView happen(String of, Origin origin, CanvasEvent event) {
        var recorded = new Recorded<>(canvas.revision() + 1, origin, event);
        canvas = rules.evolve(canvas, recorded);
        journal.add(recorded);
        return seen(of, recorded.revision(), origin, rules.manifest(event), rules.data(event));
    }

    private EventView happen(String of, Origin origin, WidgetEvent event) {
        var before = widget(of);
        var recorded = new Recorded<>(before.revision() + 1, origin, event);
        widgets.put(of, widgetRules.evolve(before, recorded));
        widgetJournals.computeIfAbsent(of, _ -> new ArrayList<>()).add(recorded);
        return seen(
                of,
                recorded.revision(),
                origin,
                widgetRules.manifest(event),
                widgetRules.data(event));
    }

    private EventView seen(String of, long rev, Origin origin, String manifest, JsonNode data) {
        var view = EventCodec.view(of, rev, new EventCodec.Stored(origin, manifest, data));
        events.add(view);
        return view;
    }

    private Widget<TodoState> widget(String id) {
        var known = widgets.getOrDefault(id, widgetRules.initial());
        return CanvasViews.start(canvas, id).map(known::started).orElse(known);
    }

    private Origin origin(String user, @Nullable String undoes, @Nullable String redoes) {
        operations++;
        now += HybridClock.ofMillis(1_000);
        return new Origin(
                "op-" + operations,
                Clients.tab(user, "tab"),
                null,
                user,
                cause,
                "correlation-" + operations,
                null,
                null,
                undoes,
                redoes,
                "sum",
                now);
    }

    private Origin at(Origin o) {
        now++;
        return new Origin(
                o.op(),
                o.client(),
                o.session(),
                o.user(),
                o.cause(),
                o.correlation(),
                o.trace(),
                o.app(),
                o.undoes(),
                o.redoes(),
                o.sum(),
                now);
    }
}
