package gesso.cluster.canvas;

import gesso.cluster.journal.OperationKey;
import gesso.cluster.live.Pending;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Undos of one canvas: one at a time, in order. What the same client sends after one waits for it.
 * Actor-confined.
 */
final class UndoQueue {
    private record Answer(String sum, OperationReply.Accepted reply) {}

    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private final Map<OperationKey, Answer> answers;
    private @Nullable Pending running;

    /**
     * @param remembered newest answers; an older undo is told again from the journal
     */
    UndoQueue(int remembered) {
        answers =
                new LinkedHashMap<>() {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<OperationKey, Answer> eldest) {
                        return size() > remembered;
                    }
                };
    }

    static boolean isUndo(Operation operation) {
        return operation.command() instanceof CanvasCommand.Undo
                || operation.command() instanceof CanvasCommand.Redo;
    }

    static boolean isPreview(Operation operation) {
        return switch (operation.command()) {
            case CanvasCommand.Undo undo -> Boolean.TRUE.equals(undo.preview());
            case CanvasCommand.Redo redo -> Boolean.TRUE.equals(redo.preview());
            default -> false;
        };
    }

    boolean isEmpty() {
        return running == null && waiting.isEmpty();
    }

    /** The compensations of the undo itself are not held back. */
    boolean holdsBack(Operation operation) {
        return !(operation.command() instanceof CanvasCommand.Compensate)
                && (isOf(running, operation)
                        || waiting.stream().anyMatch(undo -> isOf(undo, operation)));
    }

    @Nullable OperationReply answered(Operation operation) {
        var known = answers.get(OperationKey.of(operation));
        if (known == null) {
            return null;
        }
        return known.sum().equals(operation.sum())
                ? known.reply()
                : new OperationReply.Refused(
                        operation.id(), Refusal.OPERATION_REUSED, "used before", List.of());
    }

    /** Forgets answers that can be told again from the journal. */
    void rest() {
        answers.values().removeIf(answer -> !answer.reply().events().isEmpty());
    }

    void add(Pending pending) {
        waiting.addLast(pending);
    }

    /** The next one to run; null while one is running. */
    @Nullable Pending next() {
        if (running != null || waiting.isEmpty()) {
            return null;
        }
        running = waiting.removeFirst();
        return running;
    }

    void done(Pending pending, OperationReply reply) {
        running = null;
        // A preview changes nothing and may be large: it is made anew.
        if (reply instanceof OperationReply.Accepted accepted && !isPreview(pending.operation())) {
            answers.put(pending.key(), new Answer(pending.operation().sum(), accepted));
        }
    }

    private static boolean isOf(@Nullable Pending undo, Operation operation) {
        return undo != null && undo.operation().client().equals(operation.client());
    }
}
