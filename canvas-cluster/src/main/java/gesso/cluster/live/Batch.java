package gesso.cluster.live;

import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.JournalEvent;
import gesso.cluster.journal.OperationKey;
import gesso.protocol.HybridClock;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.journal.EventCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one commit will hold: each operation is decided on the state that the one before it left.
 * Nothing of it is true before the commit, refusals included, since they may rest on an event of
 * the same batch. Actor-confined.
 */
final class Batch<S, E> {
    private static final Logger log = LoggerFactory.getLogger(Batch.class);

    /**
     * What stays the same over the life of an entity.
     *
     * @param firsts what begins in other entities together with what a command makes here
     * @param asked what an operation's command comes to under the rights of its sender
     */
    record Frame<S, E>(
            String of,
            Rules<S, E> rules,
            LiveLimits limits,
            Function<Operation, Command> asked,
            Firsts firsts,
            AppVersion<E> app,
            LiveMetrics metrics) {}

    /** Of a command that was accepted, with the origin of its last event. */
    @FunctionalInterface
    interface Firsts {
        List<JournalEvent.First> of(Command asked, Origin last);
    }

    /** The version of the app's backend that has made an event; null for the platform's events. */
    @FunctionalInterface
    interface AppVersion<E> {
        @Nullable String of(E event);
    }

    record Outcome(Pending pending, OperationReply reply) {}

    private final Frame<S, E> frame;
    private final List<JournalEvent> events = new ArrayList<>();
    private final List<EventView> views = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<OperationKey, Outcome> decided = new HashMap<>();
    private final Set<OperationKey> unasked = new HashSet<>();
    private Held<S> held;
    private HybridClock clock;
    private int bytes;

    Batch(Frame<S, E> frame, Held<S> held, HybridClock clock) {
        this.frame = frame;
        this.held = held;
        this.clock = clock;
    }

    List<JournalEvent> events() {
        return events;
    }

    /** The events as subscribers see them. */
    List<EventView> views() {
        return views;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    Held<S> held() {
        return held;
    }

    HybridClock clock() {
        return clock;
    }

    /** Decided as if it were new, without asking the journal. */
    void isUnasked(OperationKey key) {
        unasked.add(key);
    }

    /** Nothing of it is stored, so no index would refuse it if it were old. */
    boolean isDoubtful(Outcome outcome) {
        boolean stores =
                outcome.reply() instanceof OperationReply.Accepted accepted
                        && !accepted.events().isEmpty();
        return !stores && unasked.contains(outcome.pending().key());
    }

    boolean isFull() {
        return bytes >= frame.limits().batchBytes();
    }

    void answer(Pending pending, OperationReply reply) {
        outcomes.add(new Outcome(pending, reply));
    }

    void decide(Pending pending, long wallMillis) {
        var operation = pending.operation();
        var twin = decided.get(pending.key());
        if (twin != null) {
            boolean same = twin.pending().operation().sum().equals(operation.sum());
            answer(pending, same ? twin.reply() : reused(operation));
            return;
        }
        clock = clock.observe(operation.clock(), wallMillis);
        var outcome = new Outcome(pending, decided(operation, wallMillis));
        outcomes.add(outcome);
        if (outcome.reply() instanceof OperationReply.Accepted) {
            decided.put(pending.key(), outcome);
        }
    }

    static OperationReply reused(Operation operation) {
        return new OperationReply.Refused(
                operation.id(),
                Refusal.OPERATION_REUSED,
                "this operation id was used for something else",
                List.of());
    }

    private OperationReply decided(Operation operation, long wallMillis) {
        try {
            var first = clock.tick(wallMillis);
            var asked = frame.asked().apply(operation);
            var decision =
                    frame.rules()
                            .decide(held.state(), asked, origin(operation, null, first.last()));
            return switch (decision) {
                case Decision.Refused<E>(var why, var detail, var errors) ->
                        new OperationReply.Refused(operation.id(), why, detail, errors);
                case Decision.Accepted<E>(var made) -> accepted(operation, asked, made, wallMillis);
            };
        } catch (RuntimeException defect) {
            frame.metrics().defects.increment();
            log.error(
                    "A command could not be decided. of={} command={} op={}",
                    frame.of(),
                    operation.command().getClass().getSimpleName(),
                    operation.id(),
                    defect);
            return new OperationReply.Refused(
                    operation.id(), Refusal.UNAVAILABLE, "this could not be decided", List.of());
        }
    }

    private OperationReply accepted(
            Operation operation, Command asked, List<E> made, long wallMillis) {
        var next = held;
        var ticked = clock;
        var stored = new ArrayList<JournalEvent>();
        var seen = new ArrayList<EventView>();
        for (E event : made) {
            ticked = ticked.tick(wallMillis);
            var origin = origin(operation, frame.app().of(event), ticked.last());
            var data = frame.rules().data(event);
            var payload = EventCodec.encode(origin, data);
            if (payload.length > frame.limits().eventBytes()) {
                return new OperationReply.Refused(
                        operation.id(),
                        Refusal.TOO_LARGE,
                        "one event has at most " + frame.limits().eventBytes() + " bytes",
                        List.of());
            }
            long revision = next.revision() + 1;
            var recorded = new Recorded<>(revision, origin, event);
            next = new Held<>(revision, origin.at(), frame.rules().evolve(next.state(), recorded));
            var entry =
                    new JournalEvent(
                            frame.rules().manifest(event),
                            origin,
                            data,
                            payload,
                            stored.size(),
                            next,
                            stored.size() == made.size() - 1
                                    ? frame.firsts().of(asked, origin)
                                    : List.of());
            stored.add(entry);
            seen.add(new JournalEntry(revision, entry).view(frame.of()));
        }
        var data = frame.rules().answer(operation.command(), made);
        held = next;
        clock = ticked;
        events.addAll(stored);
        views.addAll(seen);
        bytes += stored.stream().mapToInt(event -> event.payload().length).sum();
        return new OperationReply.Accepted(
                operation.id(), next.revision(), next.at(), data, List.copyOf(seen));
    }

    private static Origin origin(Operation operation, @Nullable String app, long at) {
        return new Origin(
                operation.id(),
                operation.client(),
                operation.session(),
                operation.user(),
                operation.cause(),
                operation.correlation(),
                operation.trace(),
                app,
                operation.undoes(),
                operation.redoes(),
                operation.sum(),
                at);
    }
}
