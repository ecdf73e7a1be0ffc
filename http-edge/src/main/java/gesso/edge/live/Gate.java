package gesso.edge.live;

import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.entity.Access;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.LeaseUpdate;
import gesso.protocol.entity.Operation;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a room knows of who may do what, and until when it may rely on that. The lease runs from
 * when its request was sent, in monotonic nanoseconds.
 */
final class Gate {
    private static final long LEASE_NANOS = Duration.ofMillis(LeaseUpdate.LEASE_MILLIS).toNanos();

    private @Nullable Access access;
    private @Nullable Refusal denied;
    private long until;

    boolean isOpen(long now) {
        return access != null && now - until < 0;
    }

    /** The canvas is not there, or no longer. */
    @Nullable Refusal denied() {
        return denied;
    }

    @Nullable Access access() {
        return access;
    }

    /** True when the access table has changed. */
    boolean granted(LeaseUpdate.Granted grant) {
        denied = null;
        if (access == null || grant.sent() + LEASE_NANOS - until > 0) {
            until = grant.sent() + LEASE_NANOS;
        }
        return take(grant.access());
    }

    boolean changed(LeaseUpdate.Changed change) {
        return take(change.access());
    }

    void deny(Refusal why) {
        denied = why;
        access = null;
    }

    Optional<Role> role(String user) {
        return access == null ? Optional.empty() : Optional.ofNullable(access.members().get(user));
    }

    /** A widget that is on the canvas now. */
    Optional<Access.WidgetAccess> widget(String widget) {
        return known(widget).filter(one -> !one.removed());
    }

    /** One that is on the canvas, or was. */
    Optional<Access.WidgetAccess> known(String widget) {
        return access == null
                ? Optional.empty()
                : Optional.ofNullable(access.widgets().get(widget));
    }

    /** Why this person may not come in or read, or null. */
    @Nullable Refusal refusesReader(String user) {
        if (access == null || role(user).isEmpty()) {
            return Refusal.NOT_FOUND;
        }
        return access.deleted() ? Refusal.GONE : null;
    }

    /** Why this person has not this right, or null. */
    @Nullable Refusal refuses(String user, Right right) {
        var refusal = refusesReader(user);
        if (refusal != null) {
            return refusal;
        }
        return right.isOf(role(user).orElseThrow()) ? null : Refusal.FORBIDDEN;
    }

    /** Why this person may not read this widget, or null. */
    @Nullable Refusal refusesReader(String user, String widget) {
        var refusal = refusesReader(user);
        return refusal != null ? refusal : absent(widget);
    }

    /** Why this person may not send this operation, or null. */
    @Nullable Refusal refuses(String user, String to, Operation operation) {
        var refusal = refusesReader(user);
        if (refusal != null) {
            return refusal;
        }
        if (operation.again() && Rights.allow(Role.OWNER, user, operation.command())) {
            // Accepted while it was allowed, perhaps: the entity knows, and refuses it if not.
            return to.equals(EventView.CANVAS) || known(to).isPresent() ? null : Refusal.NOT_FOUND;
        }
        if (!Rights.allow(role(user).orElseThrow(), user, operation.command())) {
            return Refusal.FORBIDDEN;
        }
        return to.equals(EventView.CANVAS) ? null : absent(to);
    }

    private @Nullable Refusal absent(String widget) {
        if (widget(widget).isPresent()) {
            return null;
        }
        return known(widget).isPresent() ? Refusal.GONE : Refusal.NOT_FOUND;
    }

    private boolean take(Access newer) {
        if (access != null && newer.revision() <= access.revision()) {
            return false;
        }
        access = newer;
        return true;
    }
}
