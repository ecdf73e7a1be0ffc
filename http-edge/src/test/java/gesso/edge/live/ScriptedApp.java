package gesso.edge.live;

import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.ReadReply;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A registry entry that takes every command. */
public final class ScriptedApp extends ScriptedEntity {
    public static Behavior<EntityMessage> create() {
        return Behaviors.setup(ScriptedApp::new);
    }

    private ScriptedApp(ActorContext<EntityMessage> context) {
        super(context, "app");
    }

    @Override
    protected Decided decide(Operation operation) {
        return event("changed", operation.command());
    }

    @Override
    protected ReadReply read(EntityMessage.Read read) {
        return new ReadReply.Refused(Refusal.NOT_FOUND, "there is no such app");
    }

    @Override
    protected EntityUpdate.State fresh() {
        return new EntityUpdate.State("app", revision(), at(), Json.object());
    }
}
