package gesso.edge.live;

import gesso.protocol.canvas.CanvasCommand.AppRef;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the registry says of an app, for a canvas that gets a widget of it. */
@FunctionalInterface
public interface Apps {
    CompletionStage<Optional<AppRef>> find(String app);
}
