package gesso.cluster.widget;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.journal.JournalEntry;
import gesso.cluster.live.Recorded;
import gesso.protocol.entity.WidgetStart;
import gesso.protocol.widget.WidgetView;

/** The state of one widget out of its journal, by the same rules as live. */
public final class WidgetFold<S, E> {
    private final WidgetRules<S, E> rules;
    private Widget<S> state;

    public WidgetFold(WidgetRules<S, E> rules) {
        this.rules = rules;
        this.state = rules.initial();
    }

    /** From what it was, as {@link #snapshot} gave it. */
    public void begin(JsonNode snapshot) {
        state = rules.restore(snapshot);
    }

    public JsonNode snapshot() {
        return rules.snapshot(state);
    }

    public void add(JournalEntry entry) {
        var event = entry.event();
        state =
                rules.evolve(
                        state,
                        new Recorded<>(
                                entry.revision(),
                                event.origin(),
                                rules.event(event.manifest(), event.data())));
    }

    public WidgetView view(WidgetStart start) {
        return rules.view(state, start);
    }
}
