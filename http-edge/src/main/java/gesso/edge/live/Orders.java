package gesso.edge.live;

import gesso.edge.access.Caller;
import gesso.edge.live.Apps.Found;
import gesso.edge.live.Apps.Wanted;
import gesso.edge.live.ToRoom.Addressed;
import gesso.protocol.CommandCodec;
import gesso.protocol.Correlations;
import gesso.protocol.Decoded;
import gesso.protocol.Refusal;
import gesso.protocol.Sums;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.CanvasCommand.UpgradeWidget;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.live.ClientFrame;
import gesso.protocol.live.FrameCodec.Inbound;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes operations of {@code cmd} messages. What an operation does is not known here. */
final class Orders {
    private Orders() {}

    /** What a message asks for. */
    sealed interface Read {
        record Good(Command command) implements Read {}

        record No(Refusal why, String detail) implements Read {}

        /** The registry could not be asked. */
        record NotYet() implements Read {}
    }

    /** What the registry has to be asked about before these messages can be read. */
    static Set<Wanted> wantedBy(List<Inbound> messages, String canvas) {
        var all = new HashSet<Wanted>();
        for (var message : messages) {
            if (message instanceof Inbound.Good(ClientFrame.Cmd cmd)
                    && cmd.to().equals(EventView.CANVAS)
                    && CommandCodec.canvas(cmd.command(), cmd.data())
                            instanceof Decoded.Ok<CanvasCommand>(var command)) {
                wantedBy(command, canvas).ifPresent(all::add);
            }
        }
        return all;
    }

    private static Optional<Wanted> wantedBy(Command command, String canvas) {
        return switch (command) {
            case AddWidget add -> Optional.of(new Wanted.Offered(add.appId(), canvas));
            case UpgradeWidget(var widget, var version, _) ->
                    Optional.of(new Wanted.Release(canvas, widget, version));
            default -> Optional.empty();
        };
    }

    /** What could not be asked about is absent. */
    static CompletionStage<Map<Wanted, Found>> find(Apps registry, Set<Wanted> all) {
        var answers = new HashMap<Wanted, CompletableFuture<Found>>();
        all.forEach(wanted -> answers.put(wanted, registry.find(wanted).toCompletableFuture()));
        return CompletableFuture.allOf(answers.values().toArray(CompletableFuture<?>[]::new))
                .handle((_, _) -> {
                    var found = new HashMap<Wanted, Found>();
                    answers.forEach((wanted, answer) -> {
                        if (!answer.isCompletedExceptionally()) {
                            found.put(wanted, answer.join());
                        }
                    });
                    return found;
                });
    }

    static Read read(ClientFrame.Cmd cmd, String canvas, Map<Wanted, Found> apps) {
        var decoded =
                cmd.to().equals(EventView.CANVAS)
                        ? CommandCodec.canvas(cmd.command(), cmd.data())
                        : CommandCodec.widget(cmd.command(), cmd.data());
        return switch (decoded) {
            case Decoded.Ok<? extends Command>(var command) ->
                    wantedBy(command, canvas)
                            .map(wanted -> complete(command, apps.get(wanted)))
                            .orElseGet(() -> new Read.Good(command));
            case Decoded.Invalid<? extends Command>(var why, var detail, _) ->
                    new Read.No(why, detail);
        };
    }

    /** Tells the canvas what the registry says of the app. */
    private static Read complete(Command command, @Nullable Found found) {
        return switch (found) {
            case null -> new Read.NotYet();
            case Found.Refused(var why, var detail) -> new Read.No(why, detail);
            case Found.Known(var app) -> new Read.Good(with(command, app));
        };
    }

    private static Command with(Command command, AppRef app) {
        return switch (command) {
            case AddWidget(var id, var position, var size, var config, var widget, _) ->
                    new AddWidget(id, position, size, config, widget, app);
            case UpgradeWidget(var widget, var version, _) ->
                    new UpgradeWidget(widget, version, app);
            default -> command;
        };
    }

    /** Its sum is over what the client has sent, so that a newer app makes no other operation. */
    static Addressed addressed(
            ClientFrame.Cmd cmd,
            Command command,
            Caller caller,
            String client,
            String session,
            EdgeClock clock) {
        return new Addressed(
                cmd.to(),
                new Operation(
                        cmd.id(),
                        client,
                        session,
                        caller.user(),
                        cmd.cause(),
                        Correlations.of(cmd.correlation(), cmd.cause(), cmd.id()),
                        caller.trace(),
                        null,
                        null,
                        Sums.of(cmd.to(), cmd.command(), cmd.data()),
                        Boolean.TRUE.equals(cmd.again()),
                        clock.last(),
                        0,
                        command));
    }
}
