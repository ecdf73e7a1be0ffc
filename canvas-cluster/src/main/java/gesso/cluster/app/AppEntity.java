package gesso.cluster.app;

import gesso.cluster.live.LiveEntity;
import gesso.protocol.Json;
import gesso.protocol.app.AppEvent;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.ReadReply;

/** One app in the registry. */
public final class AppEntity extends LiveEntity<App, AppEvent> {
    public static final String OF = "app";

    public AppEntity(Parts<App, AppEvent> parts) {
        super(parts);
    }

    @Override
    protected void read(EntityMessage.Read read) {
        read.replyTo()
                .tell(
                        state().versions().isEmpty()
                                ? notFound("there is no such app")
                                : new ReadReply.State(
                                        held().revision(), held().at(), Json.tree(state())));
    }

    @Override
    protected EntityUpdate.State fresh() {
        return new EntityUpdate.State(OF, held().revision(), held().at(), Json.tree(state()));
    }
}
