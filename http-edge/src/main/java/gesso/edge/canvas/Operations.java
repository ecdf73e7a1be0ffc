package gesso.edge.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.access.Caller;
import gesso.edge.live.Live;
import gesso.edge.live.ToRoom;
import gesso.edge.live.TooNew;
import gesso.protocol.Clients;
import gesso.protocol.Json;
import gesso.protocol.Sums;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Operations and reads of a person by HTTP. Those of members go through the canvas's room, as on
 * the socket, so that rights and order are the same. Thread-safe.
 */
public final class Operations {
    private final Live live;
    private final Past past;

    public Operations(Live live, Past past) {
        this.live = live;
        this.past = past;
    }

    /**
     * What is asked of whom, under which operation id.
     *
     * @param to {@code canvas} or a widget id
     * @param name and {@code data}: what the same id must always come with
     */
    public record Wish(
            Caller caller,
            String canvas,
            String op,
            @Nullable String cause,
            String to,
            String name,
            JsonNode data,
            Command command) {

        static Wish ofCanvas(
                Caller caller,
                String canvas,
                String op,
                String name,
                JsonNode data,
                Command command) {
            return new Wish(caller, canvas, op, null, EventView.CANVAS, name, data, command);
        }
    }

    /**
     * By a member, through the room. What the room refuses, but the canvas has done before, gets
     * its first answer.
     */
    public CompletionStage<OperationReply> submit(Wish wish) {
        if (!live.allows(wish.command())) {
            return CompletableFuture.failedStage(TooNew.problem().raised());
        }
        CompletionStage<OperationReply> reply =
                live.askRoom(
                        wish.canvas(),
                        replyTo ->
                                new ToRoom.Submit(
                                        wish.caller().user(),
                                        List.of(new ToRoom.Addressed(wish.to(), operation(wish))),
                                        replyTo));
        return observed(reply)
                .thenCompose(became ->
                        became instanceof OperationReply.Refused
                                        && wish.to().equals(EventView.CANVAS)
                                ? unlessDone(wish, became)
                                : CompletableFuture.completedFuture(became));
    }

    private CompletionStage<OperationReply> unlessDone(Wish wish, OperationReply refused) {
        return past.has(wish.caller(), wish.canvas(), wish.op())
                .thenCompose(done ->
                        done ? submitAsStranger(wish) : CompletableFuture.completedFuture(refused));
    }

    CompletionStage<Optional<String>> entityOf(Caller caller, String canvas, String op) {
        return past.entity(caller, canvas, op);
    }

    CompletionStage<Boolean> isDone(Caller caller, String canvas, String op) {
        return past.has(caller, canvas, op);
    }

    /** By one who may not be a member: the canvas itself decides. */
    CompletionStage<OperationReply> submitAsStranger(Wish wish) {
        if (!live.allows(wish.command())) {
            return CompletableFuture.failedStage(TooNew.problem().raised());
        }
        return observed(
                live.<OperationReply>askCanvas(
                        wish.canvas(),
                        replyTo -> new EntityMessage.Execute(List.of(operation(wish)), replyTo)));
    }

    /** The canvas, with the caller's role in it. */
    CompletionStage<ReadReply> canvas(Caller caller, String canvas) {
        return live.askCanvas(canvas, replyTo -> new EntityMessage.Read(caller.user(), 0, replyTo));
    }

    public CompletionStage<ReadReply> widget(Caller caller, String canvas, String widget) {
        return live.askRoom(
                canvas, replyTo -> new ToRoom.ReadWidget(caller.user(), widget, replyTo));
    }

    /** {@code instant} null for now. */
    CompletionStage<ReadReply> at(Caller caller, String canvas, @Nullable Long instant) {
        return live.askCanvas(
                canvas, replyTo -> new EntityMessage.At(caller.user(), instant, replyTo));
    }

    /**
     * Closes the present; the answer's instant is the one up to which everything has happened. An
     * older node cannot say it: then all that is stored is taken for closed.
     */
    public CompletionStage<ReadReply> present(Caller caller, String canvas) {
        return live.closesPresent()
                ? live.askCanvas(
                        canvas, replyTo -> new EntityMessage.Present(caller.user(), replyTo))
                : canvas(caller, canvas).thenApply(Operations::unclosed);
    }

    private static ReadReply unclosed(ReadReply reply) {
        return reply instanceof ReadReply.State(var revision, _, var data)
                ? new ReadReply.State(revision, Long.MAX_VALUE, data)
                : reply;
    }

    /** What every write answers, besides what it made. */
    public static ObjectNode answer(OperationReply.Accepted accepted) {
        return Json.object().put("revision", accepted.revision()).put("at", accepted.at());
    }

    private CompletionStage<OperationReply> observed(CompletionStage<OperationReply> reply) {
        return reply.thenApply(became -> {
            if (became instanceof OperationReply.Accepted accepted) {
                live.clock().observe(accepted.at());
            }
            return became;
        });
    }

    private Operation operation(Wish wish) {
        return new Operation(
                wish.op(),
                Clients.http(wish.caller().user()),
                null,
                wish.caller().user(),
                wish.cause(),
                wish.caller().correlation(),
                wish.caller().trace(),
                null,
                null,
                Sums.of(wish.to(), wish.name(), wish.data()),
                false,
                live.clock().last(),
                0,
                wish.command());
    }
}
