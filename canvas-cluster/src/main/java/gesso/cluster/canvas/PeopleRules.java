package gesso.cluster.canvas;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import gesso.cluster.live.Decision;
import gesso.protocol.HybridClock;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasEvent;

/** Members and share links. A canvas has an owner as long as it lives. */
final class PeopleRules {
    private PeopleRules() {}

    static Decision<CanvasEvent> set(Canvas state, String user, Role role) {
        var was = state.role(user).orElse(null);
        if (was == null) {
            return full(state) ? tooMany() : accept(new CanvasEvent.MemberJoined(user, role, null));
        }
        if (was == role) {
            return nothing();
        }
        return was == Role.OWNER && owners(state) == 1
                ? lastOwner()
                : accept(new CanvasEvent.MemberRoleChanged(user, role, was));
    }

    static Decision<CanvasEvent> remove(Canvas state, String user) {
        var role = state.role(user).orElse(null);
        if (role == null) {
            return refuse(Refusal.NOT_FOUND, "there is no such member");
        }
        return role == Role.OWNER && owners(state) == 1
                ? lastOwner()
                : accept(new CanvasEvent.MemberRemoved(user, role));
    }

    static Decision<CanvasEvent> createLink(Canvas state, CanvasCommand.CreateLink link) {
        if (link.role() == Role.OWNER) {
            return invalid("role", "a link cannot make an owner");
        }
        if (state.links().containsKey(link.link())) {
            return refuse(Refusal.CONFLICT, "the link id is in use");
        }
        long open = state.links().values().stream().filter(known -> !known.revoked()).count();
        return open >= CanvasLimits.LINKS || state.links().size() >= CanvasLimits.LINKS_EVER
                ? refuse(Refusal.TOO_LARGE, "a canvas has " + CanvasLimits.LINKS + " links")
                : accept(
                        new CanvasEvent.LinkCreated(
                                link.link(), link.role(), link.hash(), link.expiresAt()));
    }

    static Decision<CanvasEvent> revokeLink(Canvas state, String link) {
        var known = state.links().get(link);
        if (known == null) {
            return refuse(Refusal.NOT_FOUND, "there is no such link");
        }
        return known.revoked() ? nothing() : accept(new CanvasEvent.LinkRevoked(link));
    }

    /** Only who knows the secret is told whether the link is over. */
    static Decision<CanvasEvent> join(Canvas state, CanvasCommand.Join join, Origin origin) {
        var link = state.links().get(join.link());
        if (link == null || !link.hash().equals(join.hash())) {
            return refuse(Refusal.NOT_FOUND, "there is no such link");
        }
        var expiresAt = link.expiresAt();
        if (link.revoked() || (expiresAt != null && HybridClock.millis(origin.at()) >= expiresAt)) {
            return refuse(Refusal.GONE, "the link is revoked or expired");
        }
        var was = state.role(origin.user()).orElse(null);
        if (was == null) {
            return full(state)
                    ? tooMany()
                    : accept(new CanvasEvent.MemberJoined(origin.user(), link.role(), join.link()));
        }
        return strength(link.role()) > strength(was)
                ? accept(new CanvasEvent.MemberRoleChanged(origin.user(), link.role(), was))
                : nothing();
    }

    /** An analyst may do the least: not even be seen. */
    private static int strength(Role role) {
        return switch (role) {
            case OWNER -> 4;
            case EDITOR -> 3;
            case COMMENTER -> 2;
            case VIEWER -> 1;
            case ANALYST -> 0;
        };
    }

    private static long owners(Canvas state) {
        return state.members().values().stream().filter(Role.OWNER::equals).count();
    }

    private static boolean full(Canvas state) {
        return state.members().size() >= CanvasLimits.MEMBERS;
    }

    private static Decision<CanvasEvent> tooMany() {
        return refuse(Refusal.TOO_LARGE, "a canvas has " + CanvasLimits.MEMBERS + " members");
    }

    private static Decision<CanvasEvent> lastOwner() {
        return refuse(Refusal.LAST_OWNER, "a canvas needs an owner");
    }
}
