package gesso.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** An entity without a journal: gapless revisions, exactly once, subscriptions. */
abstract class ScriptedEntity extends AbstractBehavior<EntityMessage> {

    /** What becomes of an operation. */
    sealed interface Decided {
        record Yes(String type, JsonNode data, @Nullable JsonNode answer) implements Decided {
            Yes with(JsonNode made) {
                return new Yes(type, data, made);
            }
        }

        record No(Refusal why) implements Decided {}
    }

    private record Known(String sum, OperationReply.Accepted answer) {}

    private final String of;
    private final List<EventView> events = new ArrayList<>();
    private final Map<String, Known> done = new HashMap<>();
    private final Set<ActorRef<EntityUpdate>> subscribers = new LinkedHashSet<>();
    private HybridClock clock = HybridClock.ZERO;

    ScriptedEntity(ActorContext<EntityMessage> context, String of) {
        super(context);
        this.of = of;
    }

    protected abstract Decided decide(Operation operation);

    protected abstract ReadReply read(EntityMessage.Read read);

    protected abstract EntityUpdate.State fresh();

    /** Whatever is not the business of every entity. */
    protected void on(EntityMessage message) {}

    protected final long revision() {
        return events.size();
    }

    protected final long at() {
        return clock.last();
    }

    protected final Decided.Yes event(String type, Object data) {
        return new Decided.Yes(type, Json.tree(data), null);
    }

    @Override
    public final Receive<EntityMessage> createReceive() {
        return newReceiveBuilder().onMessage(EntityMessage.class, this::receive).build();
    }

    private Behavior<EntityMessage> receive(EntityMessage message) {
        switch (message) {
            case EntityMessage.Execute(var operations, var replyTo) ->
                    operations.forEach(operation -> replyTo.tell(execute(operation)));
            case EntityMessage.Read read -> read.replyTo().tell(read(read));
            case EntityMessage.Subscribe(var since, var subscriber) -> {
                subscribers.add(subscriber);
                subscriber.tell(
                        since < 0 || since > revision()
                                ? fresh()
                                : new EntityUpdate.Events(
                                        of,
                                        List.copyOf(events.subList((int) since, events.size()))));
            }
            case EntityMessage.Unsubscribe(var subscriber) -> subscribers.remove(subscriber);
            default -> on(message);
        }
        return this;
    }

    private OperationReply execute(Operation operation) {
        var key = operation.client() + "/" + operation.id();
        var known = done.get(key);
        if (known != null) {
            return known.sum().equals(operation.sum())
                    ? known.answer()
                    : refused(operation, Refusal.OPERATION_REUSED);
        }
        return switch (decide(operation)) {
            case Decided.No(var why) -> refused(operation, why);
            case Decided.Yes yes -> {
                clock = clock.tick(System.currentTimeMillis());
                var view =
                        new EventView(
                                of, revision() + 1, origin(operation), yes.type(), yes.data());
                events.add(view);
                var answer =
                        new OperationReply.Accepted(
                                operation.id(), revision(), at(), yes.answer(), List.of(view));
                done.put(key, new Known(operation.sum(), answer));
                var update = new EntityUpdate.Events(of, List.of(view));
                subscribers.forEach(one -> one.tell(update));
                yield answer;
            }
        };
    }

    private static OperationReply refused(Operation operation, Refusal why) {
        return new OperationReply.Refused(operation.id(), why, why.code(), List.of());
    }

    private Origin origin(Operation o) {
        return new Origin(
                o.id(),
                o.client(),
                o.session(),
                o.user(),
                o.cause(),
                o.correlation(),
                o.trace(),
                null,
                o.undoes(),
                o.redoes(),
                o.sum(),
                at());
    }
}
