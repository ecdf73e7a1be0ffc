package gesso.edge.live;

import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import java.util.concurrent.CompletionStage;

/** What the registry says of apps, for canvases that get widgets of them. */
public interface Apps {

    /** What is asked about. */
    sealed interface Wanted {
        /**
         * The version of an app that new widgets get.
         *
         * @param canvas that they are added to
         */
        record Offered(String app, String canvas) implements Wanted {}

        /** A version of the app that a widget has already. */
        record Release(String canvas, String widget, String version) implements Wanted {}
    }

    /** What a canvas is told, or why it cannot be. */
    sealed interface Found {
        record Known(AppRef app) implements Found {}

        record Refused(Refusal why, String detail) implements Found {}
    }

    CompletionStage<Found> find(Wanted wanted);
}
