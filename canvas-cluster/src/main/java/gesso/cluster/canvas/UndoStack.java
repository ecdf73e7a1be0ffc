package gesso.cluster.canvas;

import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.EventView;
import gesso.protocol.journal.EventCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one person can undo and redo, read from the journal: it is the stack. Events of one
 * operation, and operations of one client with one {@code cause}, are one step. An undo moves its
 * step to the redo side, a redo moves it back, each with the events that it made; a new edit clears
 * the redo side. Steps of which nothing can be undone are not on it.
 *
 * @param undoable oldest first
 * @param redoable the newest undo last
 */
public record UndoStack(List<Step> undoable, List<Step> redoable) {
    private static final Set<String> OF_WIDGETS = Set.of("configured", "state-patched");

    /**
     * @param client who made it
     * @param id the operation, or the cause that several operations share
     * @param events in the order in which they happened, of one or more entities
     */
    public record Step(String client, String id, List<EventView> events) {

        /** Names the step in {@code origin.undoes} and {@code origin.redoes}. */
        public String ref() {
            return client + " " + id;
        }

        /** What each entity has to take back; the last one changed comes first. */
        public Map<String, List<EventView>> byEntity() {
            var entities = new LinkedHashMap<String, List<EventView>>();
            for (var event : events.reversed()) {
                entities.computeIfAbsent(event.of(), _ -> new ArrayList<>()).addFirst(event);
            }
            return entities;
        }

        long at() {
            return events.getLast().origin().at();
        }

        private boolean has(String op) {
            return id.equals(op)
                    || events.stream().anyMatch(event -> event.origin().op().equals(op));
        }
    }

    /**
     * @param canvas tells which backend a widget has
     * @param events of the canvas and its widgets, in the order of their instants; at least those
     *     of {@code user} and those that undo or redo something. Others are passed over.
     */
    public static UndoStack of(String user, Canvas canvas, List<EventView> events) {
        var undoable = new LinkedHashMap<String, Step>();
        var redoable = new LinkedHashMap<String, Step>();
        for (var event : events) {
            var origin = event.origin();
            var undoes = origin.undoes();
            var redoes = origin.redoes();
            if (undoes != null) {
                move(undoes, event, undoable, redoable);
            } else if (redoes != null) {
                move(redoes, event, redoable, undoable);
            } else if (origin.user().equals(user) && canBeUndone(canvas, event)) {
                var id = Objects.requireNonNullElse(origin.cause(), origin.op());
                var fresh = new Step(origin.client(), id, List.of());
                var known = undoable.remove(fresh.ref());
                undoable.put(fresh.ref(), with(known == null ? fresh : known, event));
                redoable.clear();
            }
        }
        return new UndoStack(List.copyOf(undoable.values()), List.copyOf(redoable.values()));
    }

    /**
     * The steps that an undo means, in the order in which they are to be taken back: with a range
     * of instants all in it, otherwise one.
     *
     * @param passed refs of steps that were tried and of which nothing could be taken back
     */
    public List<Step> undo(CanvasCommand.Undo wanted, Set<String> passed) {
        var fitting =
                undoable.reversed().stream()
                        .filter(step -> matches(step, wanted))
                        .filter(step -> wanted.op() != null || !passed.contains(step.ref()))
                        .toList();
        boolean all = wanted.from() != null || wanted.to() != null;
        return all || fitting.isEmpty() ? fitting : List.of(fitting.getFirst());
    }

    public Optional<Step> redo(Set<String> passed) {
        return redoable.reversed().stream()
                .filter(step -> !passed.contains(step.ref()))
                .findFirst();
    }

    /**
     * The steps that a redo means, in the order in which they are to be done again: with a person
     * or a range of instants all that were taken back in it, otherwise one.
     */
    public List<Step> redo(CanvasCommand.Redo wanted, Set<String> passed) {
        return wanted.names()
                ? redoable.reversed().stream()
                        .filter(step -> within(step.at(), wanted.from(), wanted.to()))
                        .toList()
                : redo(passed).stream().toList();
    }

    private static boolean matches(Step step, CanvasCommand.Undo wanted) {
        var op = wanted.op();
        var of = wanted.of();
        return (op == null || step.has(op))
                && (of == null || step.events().stream().anyMatch(e -> e.of().equals(of)))
                && within(step.at(), wanted.from(), wanted.to());
    }

    private static boolean within(long at, @Nullable Long from, @Nullable Long to) {
        return (from == null || at >= from) && (to == null || at < to);
    }

    /** The first event of a compensation takes the step over, its further events join in. */
    private static void move(
            String ref, EventView event, Map<String, Step> from, Map<String, Step> to) {
        var step = from.remove(ref);
        var there = to.get(ref);
        if (step != null) {
            to.put(ref, with(new Step(step.client(), step.id(), List.of()), event));
        } else if (there != null) {
            to.put(ref, with(there, event));
        }
    }

    private static Step with(Step step, EventView event) {
        var events = new ArrayList<>(step.events());
        events.add(event);
        return new Step(step.client(), step.id(), List.copyOf(events));
    }

    private static boolean canBeUndone(Canvas canvas, EventView event) {
        if (event.of().equals(EventView.CANVAS)) {
            return !CanvasUndo.properties(EventCodec.canvas(event)).isEmpty();
        }
        var widget = canvas.widgets().get(event.of());
        return OF_WIDGETS.contains(event.type())
                || (widget != null
                        && !widget.backend().isEmpty()
                        && event.type().startsWith(widget.backend() + "."));
    }
}
