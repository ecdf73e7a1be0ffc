package gesso.cluster.live;

import gesso.cluster.journal.JournalEvent;
import gesso.protocol.Origin;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.Read;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import java.util.List;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.jspecify.annotations.Nullable;

/**
 * What kinds of entities differ in, apart from their rules. {@link LiveEntity} calls all of it, on
 * the entity's own thread; what is not overridden makes no difference.
 */
public abstract class LiveHooks<S, E> extends ExtensibleBehavior<EntityMessage> {
    protected static final int RETRY_MILLIS = 250;

    /** Answers a read from the committed state. */
    protected abstract void read(Read read);

    /** A fresh state for subscribers, without anything that is true of one reader only. */
    protected abstract EntityUpdate.State fresh();

    /** A reason not to decide this operation now; null to decide it. */
    protected @Nullable OperationReply admit(Operation operation) {
        return null;
    }

    /** What the rules are asked for an admitted operation. */
    protected Command asked(Operation operation) {
        return operation.command();
    }

    /**
     * First events of other entities, stored together with what this command makes here or not at
     * all. They must be entities that nobody else can have begun.
     *
     * @param last of the last event of the command
     */
    protected List<JournalEvent.First> firsts(Command asked, Origin last) {
        return List.of();
    }

    /** Whether operations can be decided now; while not, they wait, and after a while get retry. */
    protected boolean open() {
        return true;
    }

    /** Whether {@link #conducts} would take it. */
    protected boolean spansEntities(Pending pending) {
        return false;
    }

    /**
     * Takes an operation that spans several entities out of the batch; true when it has done so.
     */
    protected boolean conducts(Pending pending) {
        return false;
    }

    /** Whether this operation must wait for others, although the entity is open. */
    protected boolean holdsBack(Pending pending) {
        return false;
    }

    /** Whether a read or a subscription can be served now; while not, it waits. */
    protected boolean serves(EntityMessage message) {
        return true;
    }

    /** Sends the answer of an accepted operation, at once or when others have confirmed it. */
    protected abstract void acknowledge(Pending pending, OperationReply.Accepted accepted);

    /** Answers a message that waited too long for a recovery, when its sender waits for one. */
    protected void giveUp(EntityMessage message) {
        if (message instanceof Read read) {
            read.replyTo().tell(new ReadReply.Retry(RETRY_MILLIS));
        }
    }

    protected @Nullable String appVersion(E event) {
        return null;
    }

    /** Gives a recovered or unpacked state what it does not know from its own events. */
    protected S retained(S recovered) {
        return recovered;
    }

    /** Once in a life, before anything is served. */
    protected void recoveredFirst() {}

    /** The state has become another; called after each commit and each recovery. */
    protected void changed(S before, List<EventView> events) {}

    /** Every half second. */
    protected void tick() {}

    /** Somebody relies on this entity being in memory. */
    protected boolean needed() {
        return false;
    }

    /** Nobody watches and nothing came for a while: lets go of what can be found again. */
    protected void rest() {}

    protected void stopped() {}

    /** Handles a message that only this kind knows; false when it knows none such. */
    protected boolean handles(EntityMessage message) {
        return false;
    }

    /** Whether every member of the cluster could read what this makes. */
    abstract boolean allows(Operation operation);

    final Backlog.Sorting sorting() {
        return new Backlog.Sorting() {
            @Override
            public boolean holdsBack(Pending pending) {
                return LiveHooks.this.holdsBack(pending);
            }

            @Override
            public boolean isAlone(Pending pending) {
                return spansEntities(pending);
            }

            @Override
            public boolean conducts(Pending pending) {
                return allows(pending.operation()) && LiveHooks.this.conducts(pending);
            }
        };
    }
}
