package gesso.cluster.widget;

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
