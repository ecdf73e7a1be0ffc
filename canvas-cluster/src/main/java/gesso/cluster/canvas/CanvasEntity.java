package gesso.cluster.canvas;

import gesso.cluster.canvas.Canvas.Life;
import gesso.cluster.live.LiveEntity;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.ReadReply;

/** One canvas: its placements, members and access. */
public final class CanvasEntity extends LiveEntity<Canvas, CanvasEvent> {
    private final String id;

    public CanvasEntity(String id, Parts<Canvas, CanvasEvent> parts) {
        super(parts);
        this.id = id;
    }

    @Override
    protected ReadReply read(EntityMessage.Read read) {
        var role = state().role(read.user());
        if (role.isEmpty()) {
            return notFound("there is no such canvas");
        }
        return state().life() == Life.DELETED
                ? new ReadReply.Refused(Refusal.GONE, "the canvas is deleted")
                : new ReadReply.State(
                        held().revision(),
                        held().at(),
                        Json.tree(CanvasViews.view(id, state(), role.get())));
    }

    @Override
    protected EntityUpdate.State fresh() {
        return new EntityUpdate.State(
                EventView.CANVAS,
                held().revision(),
                held().at(),
                Json.tree(CanvasViews.view(id, state(), null)));
    }
}
