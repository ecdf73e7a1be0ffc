package gesso.cluster.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import gesso.cluster.journal.CanvasJournal;
import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.PersistenceIds;
import gesso.cluster.live.Recorded;
import gesso.cluster.widget.Backends;
import gesso.cluster.widget.WidgetFold;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.entity.WidgetStart;
import java.util.HashMap;
import java.util.Map;

/**
 * A canvas with the data of all its apps at one instant, by the same rules as live; JSON null
 * before its birth.
 */
final class InstantFold implements CanvasJournal.Fold<JsonNode> {
    private final String id;
    private final long instant;
    private final Role role;
    private final Backends backends;
    private final CanvasRules rules = new CanvasRules();
    private final Map<String, WidgetFold<?, ?>> widgets = new HashMap<>();
    private Canvas canvas = rules.initial();

    /**
     * @param role the reader's now: who may read, may read the past
     */
    InstantFold(String id, long instant, Role role, Backends backends) {
        this.id = id;
        this.instant = instant;
        this.role = role;
        this.backends = backends;
    }

    @Override
    public void add(String persistenceId, JournalEntry entry) {
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
    public JsonNode result() {
        if (canvas.life() == Canvas.Life.ABSENT) {
            return NullNode.getInstance();
        }
        var states = Json.object();
        canvas.widgets()
                .forEach((widget, known) -> {
                    if (!known.removed()) {
                        states.set(widget, Json.tree(widget(widget).view(start(widget))));
                    }
                });
        var answer = Json.object().put("at", instant);
        answer.set("canvas", Json.tree(CanvasViews.view(id, canvas, role)));
        answer.set("widgets", states);
        return answer;
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
