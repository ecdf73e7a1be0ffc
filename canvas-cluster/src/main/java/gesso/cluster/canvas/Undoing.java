package gesso.cluster.canvas;

import gesso.cluster.canvas.UndoStack.Step;
import gesso.cluster.journal.CanvasJournal;
import gesso.cluster.journal.OperationKey;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Undo and redo of operations over a canvas and its widgets. The journal is the stack; each entity
 * takes back its part under the operation id of the undo, which makes each part exactly once: after
 * a crash in the middle the same operation, sent again, finds what is done and does the rest. A
 * second and further step of one undo has the id {@code <op>~2}, {@code ~3}...
 */
final class Undoing {
    /** Newest events of the canvas that are searched at first, and when nothing was found there. */
    private static final int NEAR = 2_000;

    private static final int FAR = 20_000;

    /** Steps that one undo takes back, and steps of which nothing is left that it passes over. */
    private static final int STEPS = 200;

    /**
     * The canvas as the undo finds it.
     *
     * @param access its revision of access
     * @param clock every effect is later
     */
    record Situation(Canvas canvas, long access, long clock, long revision, long at) {}

    private final CanvasJournal journal;
    private final Neighbours neighbours;
    private final Set<String> lasting;

    /**
     * @param lasting event types that nobody takes back: passed over while reading
     */
    Undoing(CanvasJournal journal, Neighbours neighbours, Set<String> lasting) {
        this.journal = journal;
        this.neighbours = neighbours;
        this.lasting = lasting;
    }

    CompletionStage<OperationReply> run(Situation situation, Operation operation) {
        return journal.operation(OperationKey.of(operation))
                .thenCompose(done -> {
                    boolean other =
                            done.stream().anyMatch(e -> !e.origin().sum().equals(operation.sum()));
                    return other
                            ? refuse(operation, Refusal.OPERATION_REUSED, "used before")
                            : new Run(situation, operation, done).start();
                });
    }

    private static CompletionStage<OperationReply> refuse(
            Operation operation, Refusal why, String detail) {
        return CompletableFuture.completedStage(
                new OperationReply.Refused(operation.id(), why, detail, List.of()));
    }

    /** One undo or redo. Its stages follow one another, so its fields need no lock. */
    private final class Run {
        private final Situation situation;
        private final Operation operation;
        private final List<EventView> done;
        private final Map<String, CompletionStage<UndoStack>> stacks = new HashMap<>();
        private final Set<String> passed = new HashSet<>();
        private final TakeBack takeBack;

        Run(Situation situation, Operation operation, List<EventView> done) {
            this.situation = situation;
            this.operation = operation;
            this.done = done;
            this.takeBack = new TakeBack(neighbours, situation, operation);
        }

        CompletionStage<OperationReply> start() {
            if (operation.command() instanceof CanvasCommand.Undo undo) {
                var user = Objects.requireNonNullElse(undo.user(), operation.user());
                return undoOf(user, undo);
            }
            return redoOf((CanvasCommand.Redo) operation.command());
        }

        private CompletionStage<OperationReply> redoOf(CanvasCommand.Redo redo) {
            var user = Objects.requireNonNullElse(redo.user(), operation.user());
            if (!user.equals(operation.user()) && !mayUndoOthers()) {
                return refuse(operation, Refusal.FORBIDDEN, "only an owner redoes for others");
            }
            return near(user, stack -> redoable(stack, redo), redo.names() ? FAR : NEAR)
                    .thenCompose(this::takeBack);
        }

        private CompletionStage<OperationReply> undoOf(String user, CanvasCommand.Undo undo) {
            if (!user.equals(operation.user()) && !mayUndoOthers()) {
                return refuse(operation, Refusal.FORBIDDEN, "only an owner undoes for others");
            }
            var op = undo.op();
            boolean several = undo.from() != null || undo.to() != null;
            return near(user, stack -> undoable(stack, undo), several ? FAR : NEAR)
                    .thenCompose(steps ->
                            steps.isEmpty() && op != null && undo.user() == null
                                    ? undoOfAuthor(op, undo)
                                    : takeBack(steps));
        }

        /** The operation is none of the caller's: whose is it? */
        private CompletionStage<OperationReply> undoOfAuthor(String op, CanvasCommand.Undo undo) {
            return journal.author(op, FAR)
                    .thenCompose(author ->
                            author.isEmpty() || author.equals(operation.user())
                                    ? refuse(
                                            operation,
                                            Refusal.NOT_FOUND,
                                            "nothing to undo under this id")
                                    : undoOf(
                                            author,
                                            new CanvasCommand.Undo(
                                                    op,
                                                    undo.of(),
                                                    author,
                                                    undo.from(),
                                                    undo.to(),
                                                    undo.preview())));
        }

        private boolean mayUndoOthers() {
            return situation.canvas().role(operation.user()).filter(r -> r.mayOwn()).isPresent();
        }

        /** The wanted steps among the newest events; farther back when there are none. */
        private CompletionStage<List<Step>> near(
                String user, Function<UndoStack, List<Step>> find, int limit) {
            return stack(user, limit)
                    .thenCompose(stack -> {
                        var steps = find.apply(stack);
                        return steps.isEmpty() && limit < FAR
                                ? near(user, find, FAR)
                                : CompletableFuture.completedStage(steps);
                    });
        }

        /** Read once: steps that are passed over change nothing. */
        private CompletionStage<UndoStack> stack(String user, int limit) {
            return stacks.computeIfAbsent(
                    user + " " + limit,
                    _ ->
                            journal.newest(user, limit, lasting)
                                    .thenApply(events ->
                                            UndoStack.of(
                                                    user,
                                                    situation.canvas(),
                                                    events.stream()
                                                            .filter(e -> !isOurs(e))
                                                            .toList())));
        }

        private boolean isOurs(EventView event) {
            var origin = event.origin();
            return origin.client().equals(operation.client())
                    && (origin.op().equals(operation.id())
                            || origin.op().startsWith(operation.id() + "~"));
        }

        private List<Step> undoable(UndoStack stack, CanvasCommand.Undo undo) {
            var begun = begun(EventViews::undoes, stack.undoable());
            boolean several = undo.from() != null || undo.to() != null;
            if (!begun.isEmpty() && !several) {
                return begun;
            }
            var steps = new LinkedHashSet<>(begun);
            steps.addAll(stack.undo(undo, passed));
            return steps.stream().limit(STEPS).toList();
        }

        private List<Step> redoable(UndoStack stack, CanvasCommand.Redo redo) {
            var begun = begun(EventViews::redoes, stack.redoable());
            if (!begun.isEmpty() && !redo.names()) {
                return begun;
            }
            var steps = new LinkedHashSet<>(begun);
            steps.addAll(stack.redo(redo, passed));
            return steps.stream().limit(STEPS).toList();
        }

        /** Steps that a former try of this operation has begun, in the order of that try. */
        private List<Step> begun(Function<EventView, @Nullable String> ref, List<Step> steps) {
            return done.stream()
                    .map(ref)
                    .filter(Objects::nonNull)
                    .distinct()
                    .flatMap(r -> steps.stream().filter(step -> step.ref().equals(r)))
                    .toList();
        }

        private CompletionStage<OperationReply> takeBack(List<Step> steps) {
            if (UndoQueue.isPreview(operation)) {
                return CompletableFuture.completedStage(takeBack.preview(steps));
            }
            CompletionStage<List<EventView>> all = CompletableFuture.completedStage(List.of());
            var ids = ids(steps);
            for (int i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                var id = ids.get(i);
                all = all.thenCompose(_ -> takeBack.takeBack(step, id));
            }
            return all.thenCompose(_ -> {
                boolean nothing = takeBack.madeNothing() && done.isEmpty() && steps.size() == 1;
                return nothing && isPlain() && passed.size() < STEPS
                        ? passOver(steps.getFirst())
                        : CompletableFuture.completedStage(takeBack.answer());
            });
        }

        /**
         * Each step has an id of its own, also one that is tried because nothing of another could
         * be taken back: under that one's id an entity would give its answer again. What a former
         * try has begun keeps the id that it had.
         */
        private List<String> ids(List<Step> steps) {
            var known = new HashMap<String, String>();
            for (var event : done) {
                var origin = event.origin();
                var ref = origin.undoes() == null ? origin.redoes() : origin.undoes();
                if (ref != null) {
                    known.put(ref, origin.op());
                }
            }
            var taken = new HashSet<>(known.values());
            var ids = new ArrayList<String>();
            int number = passed.size();
            for (var step : steps) {
                var id = known.get(step.ref());
                while (id == null) {
                    number++;
                    var free = number == 1 ? operation.id() : operation.id() + "~" + number;
                    id = taken.add(free) ? free : null;
                }
                ids.add(id);
            }
            return ids;
        }

        /** Nothing of it could be taken back: the next older one is meant. */
        private CompletionStage<OperationReply> passOver(Step step) {
            passed.add(step.ref());
            takeBack.passOver();
            return start();
        }

        /** Means whatever is newest, not one step by name. */
        private boolean isPlain() {
            return switch (operation.command()) {
                case CanvasCommand.Undo undo ->
                        undo.op() == null && undo.from() == null && undo.to() == null;
                case CanvasCommand.Redo redo -> !redo.names();
                default -> true;
            };
        }
    }
}
