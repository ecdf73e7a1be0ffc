package gesso.cluster.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.canvas.UndoStack.Step;
import gesso.protocol.Json;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.widget.WidgetCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes steps back, entity by entity, and collects what came of it for the answer. Its stages
 * follow one another, so its fields need no lock.
 */
final class TakeBack {

    /** A part could not be done now: the whole is told to be sent again. */
    private static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotNow() {
            super("an entity says retry", null, false, false);
        }
    }

    private final Neighbours neighbours;
    private final Undoing.Situation situation;
    private final Operation operation;
    private final List<EventView> made = new ArrayList<>();
    private final List<String> undone = new ArrayList<>();
    private final ArrayNode skipped = Json.MAPPER.createArrayNode();
    private long access;

    TakeBack(Neighbours neighbours, Undoing.Situation situation, Operation operation) {
        this.neighbours = neighbours;
        this.situation = situation;
        this.operation = operation;
        this.access = situation.access();
    }

    boolean madeNothing() {
        return made.isEmpty();
    }

    /** The next step is meant instead. */
    void passOver() {
        undone.clear();
    }

    /**
     * Does one step; its parts one after the other.
     *
     * @param id of each part's operation
     */
    CompletionStage<List<EventView>> takeBack(Step step, String id) {
        undone.add(step.id());
        CompletionStage<List<EventView>> all = CompletableFuture.completedStage(made);
        for (var part : step.byEntity().entrySet()) {
            all = all.thenCompose(_ -> takeBack(step, id, part));
        }
        return all;
    }

    private CompletionStage<List<EventView>> takeBack(
            Step step, String id, Map.Entry<String, List<EventView>> part) {
        var of = part.getKey();
        var events = part.getValue();
        CompletionStage<OperationReply> reply;
        if (of.equals(EventView.CANVAS)) {
            reply =
                    neighbours.executeOnCanvas(
                            compensation(step, id, new CanvasCommand.Compensate(events)));
        } else {
            var widget = Objects.requireNonNull(situation.canvas().widgets().get(of));
            reply =
                    neighbours.execute(
                            widget.backend(),
                            of,
                            compensation(step, id, new WidgetCommand.Compensate(events)));
        }
        return reply.thenApply(answer -> {
            note(of, events, answer);
            return made;
        });
    }

    private void note(String of, List<EventView> events, OperationReply reply) {
        switch (reply) {
            case OperationReply.Accepted accepted -> {
                made.addAll(accepted.events());
                accepted.events().stream()
                        .filter(EventViews::changesAccess)
                        .forEach(event -> access = Math.max(access, event.rev()));
                var left = accepted.data();
                if (left != null) {
                    left.path("skipped").forEach(skipped::add);
                }
            }
            case OperationReply.Refused refused -> {
                for (var event : events) {
                    skipped.add(
                            Json.object()
                                    .put("of", of)
                                    .put("type", event.type())
                                    .put("reason", refused.why().code()));
                }
            }
            case OperationReply.Retry _ -> throw new NotNow();
        }
    }

    private Operation compensation(Step step, String id, Command command) {
        boolean redo = operation.command() instanceof CanvasCommand.Redo;
        return new Operation(
                id,
                operation.client(),
                operation.session(),
                operation.user(),
                id.equals(operation.id()) ? operation.cause() : operation.id(),
                operation.correlation(),
                operation.trace(),
                redo ? null : step.ref(),
                redo ? step.ref() : null,
                operation.sum(),
                true,
                situation.clock(),
                command instanceof WidgetCommand ? access : 0,
                command);
    }

    /** What taking these back would change. */
    OperationReply preview(List<Step> steps) {
        steps.forEach(step -> undone.add(step.id()));
        var data = data();
        var would = data.putArray("events");
        steps.forEach(step -> step.events().reversed().forEach(e -> would.add(Json.tree(e))));
        return new OperationReply.Accepted(
                operation.id(), situation.revision(), situation.at(), data, List.of());
    }

    OperationReply answer() {
        made.sort(Comparator.comparingLong(event -> event.origin().at()));
        var last = made.isEmpty() ? null : made.getLast();
        return new OperationReply.Accepted(
                operation.id(),
                last == null ? situation.revision() : last.rev(),
                last == null ? situation.at() : last.origin().at(),
                data(),
                List.copyOf(made));
    }

    private ObjectNode data() {
        var data = Json.object();
        data.set("undone", undone.isEmpty() ? null : text(undone.getFirst()));
        if (undone.size() > 1) {
            undone.forEach(data.withArray("all")::add);
        }
        data.set("skipped", skipped);
        return data;
    }

    private JsonNode text(String value) {
        return Json.MAPPER.getNodeFactory().textNode(value);
    }
}
