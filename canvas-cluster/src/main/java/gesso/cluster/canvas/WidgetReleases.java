package gesso.cluster.canvas;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import gesso.cluster.canvas.Canvas.Widget;
import gesso.cluster.live.Decision;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.CanvasEvent.AppRelease;

/** Which version of its app a widget runs. */
final class WidgetReleases {
    private WidgetReleases() {}

    /**
     * The size stays, also where the new version would not have allowed it: what people see moves
     * only when they move it. A version with another backend would not find the widget's data.
     */
    static Decision<CanvasEvent> upgrade(Canvas state, CanvasCommand.UpgradeWidget c) {
        var widget = state.widgets().get(c.widget());
        if (widget == null || widget.removed()) {
            return WidgetPlacing.missing(widget);
        }
        var app = c.app();
        if (app == null || !app.version().equals(c.version())) {
            return invalid("version", "is no version of this app");
        }
        if (app.version().equals(widget.appVersion())) {
            return nothing();
        }
        return app.backend().equals(widget.backend())
                ? accept(
                        event(
                                c.widget(),
                                new AppRelease(app.version(), app.min(), app.max()),
                                widget))
                : refuse(
                        Refusal.CONFLICT,
                        "version " + app.version() + " keeps its data in another backend");
    }

    static CanvasEvent event(String id, AppRelease to, Widget from) {
        return new CanvasEvent.WidgetUpgraded(
                id, to.appVersion(), to.min(), to.max(), release(from));
    }

    private static AppRelease release(Widget widget) {
        return new AppRelease(widget.appVersion(), widget.min(), widget.max());
    }
}
