package gesso.edge.live;

import gesso.protocol.Refusal;
import gesso.protocol.entity.Access;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Authorises and forwards: what came together goes to each entity as one message, in order. */
final class Desk {
    private static final int RETRY_MILLIS = 250;

    private final String canvas;
    private final Gate gate;
    private final Entities entities;

    Desk(String canvas, Gate gate, Entities entities) {
        this.canvas = canvas;
        this.gate = gate;
        this.entities = entities;
    }

    /** Operations, in order. */
    Held.Attempt submission(ToRoom.Submit submit) {
        return attempt(
                submit.replyTo(),
                sure -> forward(submit, sure),
                why -> submit.operations().forEach(one -> submit.replyTo().tell(no(one, why))));
    }

    /** A read of a widget. */
    Held.Attempt reading(ToRoom.ReadWidget read) {
        return attempt(
                read.replyTo(),
                sure -> read(read, sure),
                why ->
                        read.replyTo()
                                .tell(
                                        why == null
                                                ? new ReadReply.Retry(RETRY_MILLIS)
                                                : new ReadReply.Refused(why, detail(why))));
    }

    /** A right that is asked for. */
    Held.Attempt authorisation(ToRoom.Authorise asked) {
        return attempt(
                asked.replyTo(),
                sure -> authorise(asked, sure),
                why ->
                        asked.replyTo()
                                .tell(
                                        why == null
                                                ? new Verdict.Unknown()
                                                : new Verdict.Refused(why)));
    }

    /**
     * @param made false, and nothing done, when a refusal might come from an old table
     * @param givenUp gets why there is no such canvas, or null when nobody knows
     */
    private Held.Attempt attempt(
            Object key, Predicate<Boolean> made, Consumer<@Nullable Refusal> givenUp) {
        return new Held.Attempt() {
            @Override
            public Object key() {
                return key;
            }

            @Override
            public boolean made(boolean sure) {
                return made.test(sure);
            }

            @Override
            public void givenUp() {
                givenUp.accept(gate.denied());
            }
        };
    }

    private boolean authorise(ToRoom.Authorise asked, boolean sure) {
        var refusal = gate.refuses(asked.user(), asked.right());
        if (refusal == null) {
            var role = gate.role(asked.user()).orElseThrow();
            asked.replyTo().tell(new Verdict.Allowed(role));
        } else if (sure) {
            asked.replyTo().tell(new Verdict.Refused(refusal));
        }
        return refusal == null || sure;
    }

    private boolean forward(ToRoom.Submit submit, boolean sure) {
        var refusals = new ArrayList<@Nullable Refusal>();
        for (var one : submit.operations()) {
            var refusal = gate.refuses(submit.user(), one.to(), one.operation());
            if (refusal != null && !sure) {
                return false;
            }
            refusals.add(refusal);
        }
        var byEntity = new LinkedHashMap<String, List<Operation>>();
        for (int i = 0; i < refusals.size(); i++) {
            var one = submit.operations().get(i);
            var refusal = refusals.get(i);
            if (refusal == null) {
                byEntity.computeIfAbsent(one.to(), _ -> new ArrayList<>()).add(one.operation());
            } else {
                submit.replyTo().tell(refused(one.operation(), refusal));
            }
        }
        byEntity.forEach((to, operations) -> execute(to, operations, submit));
        return true;
    }

    private static OperationReply no(ToRoom.Addressed one, @Nullable Refusal why) {
        return why == null
                ? new OperationReply.Retry(one.operation().id(), RETRY_MILLIS)
                : refused(one.operation(), why);
    }

    private boolean read(ToRoom.ReadWidget read, boolean sure) {
        var refusal = gate.refusesReader(read.user(), read.widget());
        if (refusal != null) {
            if (sure) {
                read.replyTo().tell(new ReadReply.Refused(refusal, detail(refusal)));
            }
            return sure;
        }
        var widget = gate.widget(read.widget()).orElseThrow();
        entities.widget(
                canvas,
                read.widget(),
                widget.backend(),
                new EntityMessage.Read(read.user(), revision(), read.replyTo()));
        return true;
    }

    private void execute(String to, List<Operation> operations, ToRoom.Submit submit) {
        if (to.equals(EventView.CANVAS)) {
            // The canvas holds the members itself: no access revision is needed.
            entities.canvas(canvas, new EntityMessage.Execute(operations, submit.replyTo()));
            return;
        }
        var authorised = operations.stream().map(this::authorised).toList();
        entities.widget(
                canvas,
                to,
                gate.known(to).map(Access.WidgetAccess::backend).orElseThrow(),
                new EntityMessage.Execute(authorised, submit.replyTo()));
    }

    private Operation authorised(Operation o) {
        return new Operation(
                o.id(),
                o.client(),
                o.session(),
                o.user(),
                o.cause(),
                o.correlation(),
                o.trace(),
                o.undoes(),
                o.redoes(),
                o.sum(),
                o.again(),
                o.clock(),
                revision(),
                o.command());
    }

    private long revision() {
        var access = gate.access();
        return access == null ? 0 : access.revision();
    }

    private static OperationReply refused(Operation operation, Refusal why) {
        return new OperationReply.Refused(operation.id(), why, detail(why), List.of());
    }

    /** Says no more than its code to one who may not know that the thing exists. */
    private static String detail(Refusal why) {
        return switch (why) {
            case FORBIDDEN -> "your role does not allow this";
            case GONE -> "it has been removed";
            case NOT_FOUND -> "there is nothing here, or it is not visible to you";
            case INVALID,
                    UNKNOWN_COMMAND,
                    UNAUTHENTICATED,
                    CONFLICT,
                    OPERATION_REUSED,
                    LAST_OWNER,
                    TOO_LARGE,
                    RATE_LIMITED,
                    UNAVAILABLE,
                    BEFORE_BIRTH,
                    FUTURE ->
                    why.code();
        };
    }
}
