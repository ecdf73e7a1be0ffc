package gesso.cluster.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.PastFold;
import gesso.cluster.journal.PersistenceIds;
import gesso.cluster.live.Recorded;
import gesso.cluster.widget.Backends;
import gesso.cluster.widget.WidgetFold;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.WidgetStart;
import gesso.protocol.widget.WidgetEvent;
import gesso.protocol.widget.WidgetView;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A canvas with the data of all its apps at one instant, by the same rules as live. */
final class CanvasPast<T> implements PastFold<T> {
    private final String id;
    private final Backends backends;
    private final Function<CanvasPast<T>, T> result;
    private final CanvasRules rules = new CanvasRules();
    private final Map<String, WidgetFold<?, ?>> widgets = new HashMap<>();
    private final Set<String> dirty = new HashSet<>();
    private Canvas canvas = rules.initial();

    private CanvasPast(String id, Backends backends, Function<CanvasPast<T>, T> result) {
        this.id = id;
        this.backends = backends;
        this.result = result;
    }

    /**
     * As a reader sees it; JSON null before its birth.
     *
     * @param role the reader's now: who may read, may read the past
     */
    static CanvasPast<JsonNode> shown(String id, long instant, Role role, Backends backends) {
        return new CanvasPast<>(id, backends, past -> past.shown(instant, role));
    }

    /** To make another canvas of; empty before its birth, and when it was deleted. */
    static CanvasPast<Optional<Fork>> forked(CanvasCommand.Fork wanted, Backends backends) {
        return new CanvasPast<>(wanted.canvas(), backends, past -> past.forked(wanted));
    }

    @Override
    public String rules() {
        return backends.rules();
    }

    @Override
    public void begin(String persistenceId, byte[] state) {
        var widget = PersistenceIds.widgetOf(persistenceId);
        if (widget == null) {
            canvas = rules.restore(Json.stored(state).orElseThrow());
        } else {
            widget(widget).begin(Json.stored(state).orElseThrow());
        }
    }

    @Override
    public Collection<String> entities() {
        return canvas.widgets().keySet().stream()
                .map(widget -> PersistenceIds.widget(id, widget))
                .toList();
    }

    @Override
    public Map<String, byte[]> changed() {
        return dirty.stream()
                .collect(Collectors.toMap(Function.identity(), one -> Json.bytes(snapshot(one))));
    }

    private JsonNode snapshot(String persistenceId) {
        var widget = PersistenceIds.widgetOf(persistenceId);
        return widget == null ? rules.snapshot(canvas) : widget(widget).snapshot();
    }

    @Override
    public void kept() {
        dirty.clear();
    }

    @Override
    public void add(String persistenceId, JournalEntry entry) {
        dirty.add(persistenceId);
        var widget = PersistenceIds.widgetOf(persistenceId);
        if (widget != null) {
            widget(widget).add(entry);
            return;
        }
        var event = entry.event();
        canvas =
                rules.evolve(
                        canvas,
                        new Recorded<>(
                                entry.revision(),
                                event.origin(),
                                rules.event(event.manifest(), event.data())));
    }

    @Override
    public T result() {
        return result.apply(this);
    }

    private JsonNode shown(long instant, Role role) {
        if (canvas.life() == Canvas.Life.ABSENT) {
            return NullNode.getInstance();
        }
        var states = Json.object();
        there().forEach(widget -> states.set(widget, Json.tree(view(widget))));
        var answer = Json.object().put("at", instant);
        answer.set("canvas", Json.tree(CanvasViews.view(id, canvas, role)));
        answer.set("widgets", states);
        return answer;
    }

    private Optional<Fork> forked(CanvasCommand.Fork wanted) {
        if (canvas.life() != Canvas.Life.LIVE) {
            return Optional.empty();
        }
        var seeds = new TreeMap<String, WidgetEvent.Seeded>();
        there().forEach(widget -> {
            var view = view(widget);
            seeds.put(
                    widget,
                    new WidgetEvent.Seeded(
                            view.app().id(), view.app().version(), view.config(), view.state()));
        });
        return Optional.of(new Fork(wanted, canvas, seeds));
    }

    private Stream<String> there() {
        return canvas.widgets().entrySet().stream()
                .filter(known -> !known.getValue().removed())
                .map(Map.Entry::getKey);
    }

    private WidgetView view(String widget) {
        return widget(widget).view(start(widget));
    }

    private WidgetFold<?, ?> widget(String widget) {
        return widgets.computeIfAbsent(
                widget, _ -> new WidgetFold<>(backends.rules(start(widget).backend())));
    }

    private WidgetStart start(String widget) {
        return CanvasViews.start(canvas, widget)
                .orElseThrow(
                        () -> new IllegalStateException("events before the birth of " + widget));
    }
}
