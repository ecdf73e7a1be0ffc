package gesso.edge.live;

import gesso.edge.access.Caller;
import gesso.edge.live.ToRoom.Addressed;
import gesso.protocol.CommandCodec;
import gesso.protocol.Decoded;
import gesso.protocol.Ids;
import gesso.protocol.Refusal;
import gesso.protocol.Sums;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.AppRef;
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

/** Makes operations of {@code cmd} messages. What an operation does is not known here. */
final class Orders {
    private static final String ADD = "add-widget";

    private Orders() {}

    /** What a message asks for. */
    sealed interface Read {
        record Good(Command command) implements Read {}

        record No(Refusal why, String detail) implements Read {}

        /** The registry could not be asked. */
        record NotYet() implements Read {}
    }

    /** Apps that the registry has to be asked about before these messages can be read. */
    static Set<String> appsOf(List<Inbound> messages) {
        var apps = new HashSet<String>();
        for (var message : messages) {
            if (message instanceof Inbound.Good(ClientFrame.Cmd cmd)
                    && cmd.command().equals(ADD)
                    && cmd.data() != null) {
                var app = cmd.data().path("appId").asText();
                if (Ids.isEntity(app)) {
                    apps.add(app);
                }
            }
        }
        return apps;
    }

    /** Empty for an app that there is not; absent for one that could not be asked about. */
    static CompletionStage<Map<String, Optional<AppRef>>> find(Apps registry, Set<String> apps) {
        var answers = new HashMap<String, CompletableFuture<Optional<AppRef>>>();
        apps.forEach(app -> answers.put(app, registry.find(app).toCompletableFuture()));
        return CompletableFuture.allOf(answers.values().toArray(CompletableFuture<?>[]::new))
                .handle((_, _) -> {
                    var found = new HashMap<String, Optional<AppRef>>();
                    answers.forEach((app, answer) -> {
                        if (!answer.isCompletedExceptionally()) {
                            found.put(app, answer.join());
                        }
                    });
                    return found;
                });
    }

    static Read read(ClientFrame.Cmd cmd, Map<String, Optional<AppRef>> apps) {
        var decoded =
                cmd.to().equals(EventView.CANVAS)
                        ? CommandCodec.canvas(cmd.command(), cmd.data())
                        : CommandCodec.widget(cmd.command(), cmd.data());
        return switch (decoded) {
            case Decoded.Ok<? extends Command>(AddWidget add) -> complete(add, apps);
            case Decoded.Ok<? extends Command>(var command) -> new Read.Good(command);
            case Decoded.Invalid<? extends Command>(var why, var detail, _) ->
                    new Read.No(why, detail);
        };
    }

    /** Tells the canvas what the registry says of the app. */
    private static Read complete(AddWidget add, Map<String, Optional<AppRef>> apps) {
        var app = apps.get(add.appId());
        if (app == null) {
            return new Read.NotYet();
        }
        return app.<Read>map(known ->
                        new Read.Good(
                                new AddWidget(
                                        add.appId(),
                                        add.position(),
                                        add.size(),
                                        add.config(),
                                        add.widget(),
                                        known)))
                .orElseGet(() -> new Read.No(Refusal.NOT_FOUND, "no app " + add.appId()));
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
                        caller.correlation(),
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
