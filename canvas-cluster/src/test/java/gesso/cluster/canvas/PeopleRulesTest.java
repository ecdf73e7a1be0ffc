package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PeopleRulesTest {
    private final Scene scene = Scene.of();

    @Test
    @DisplayName("[CL-C17] a canvas keeps an owner: the last one cannot leave or be demoted")
    void lastOwner() {
        leave("ada").refused(Refusal.LAST_OWNER);
        set("ada", Role.VIEWER).refused(Refusal.LAST_OWNER);
        set("grace", Role.OWNER).made("member-joined");
        leave("ada").made("member-removed");
        scene.when("ada", new CanvasCommand.Rename("X")).refused(Refusal.NOT_FOUND);
        leave("grace").refused(Refusal.LAST_OWNER);
    }

    @Test
    @DisplayName("[CL-C17] anybody may leave; only an owner removes others")
    void leaving() {
        set("grace", Role.VIEWER);
        set("alan", Role.EDITOR);
        scene.when("alan", new CanvasCommand.RemoveMember("grace")).refused(Refusal.FORBIDDEN);
        leave("grace").made("member-removed");
        scene.when("ada", new CanvasCommand.RemoveMember("grace")).refused(Refusal.NOT_FOUND);
    }

    @Test
    @DisplayName("[CL-C17] a canvas has 200 members")
    void full() {
        for (int i = 1; i < CanvasLimits.MEMBERS; i++) {
            set("user-" + i, Role.VIEWER).made("member-joined");
        }
        set("more", Role.VIEWER).refused(Refusal.TOO_LARGE);
        link("link-1", Role.VIEWER, null);
        join("more", "link-1", "hash").refused(Refusal.TOO_LARGE);
        set("user-1", Role.EDITOR).made("member-role-changed");
    }

    @Test
    @DisplayName("[CL-C18] who knows a link's secret joins with its role, never a weaker one")
    void join() {
        link("link-1", Role.EDITOR, null).made("link-created");
        join("grace", "link-1", "wrong").refused(Refusal.NOT_FOUND);
        join("grace", "link-2", "hash").refused(Refusal.NOT_FOUND);
        var joined = join("grace", "link-1", "hash").made("member-joined");
        assertThat(joined.answer().path("role").asText()).isEqualTo("editor");
        join("grace", "link-1", "hash").made();
        set("alan", Role.ANALYST);
        join("alan", "link-1", "hash").made("member-role-changed");
        join("ada", "link-1", "hash").made();
        assertThat(scene.canvas().role("ada")).contains(Role.OWNER);
    }

    @Test
    @DisplayName("[CL-C18] a revoked or expired link lets nobody in")
    void over() {
        link("link-1", Role.VIEWER, null);
        scene.when("ada", new CanvasCommand.RevokeLink("link-1")).made("link-revoked");
        scene.when("ada", new CanvasCommand.RevokeLink("link-1")).made();
        scene.when("ada", new CanvasCommand.RevokeLink("link-2")).refused(Refusal.NOT_FOUND);
        join("grace", "link-1", "hash").refused(Refusal.GONE);
        join("grace", "link-1", "wrong").refused(Refusal.NOT_FOUND);
        link("link-2", Role.VIEWER, 1_763_800_000_000L);
        join("grace", "link-2", "hash").refused(Refusal.GONE);
        link("link-3", Role.VIEWER, 1_999_000_000_000L);
        join("grace", "link-3", "hash").made("member-joined");
    }

    @Test
    @DisplayName("[CL-C18] a link makes no owner, and 100 are open at a time")
    void links() {
        link("link-0", Role.OWNER, null).refused(Refusal.INVALID);
        for (int i = 1; i <= CanvasLimits.LINKS; i++) {
            link("link-" + i, Role.VIEWER, null).made("link-created");
        }
        link("link-1", Role.VIEWER, null).refused(Refusal.CONFLICT);
        link("more", Role.VIEWER, null).refused(Refusal.TOO_LARGE);
        scene.when("ada", new CanvasCommand.RevokeLink("link-1"));
        link("more", Role.VIEWER, null).made("link-created");
    }

    private Scene.Outcome set(String user, Role role) {
        return scene.when("ada", new CanvasCommand.SetMember(user, role));
    }

    private Scene.Outcome leave(String user) {
        return scene.when(user, new CanvasCommand.RemoveMember(user));
    }

    private Scene.Outcome link(
            String id, Role role, @org.jspecify.annotations.Nullable Long expiresAt) {
        return scene.when("ada", new CanvasCommand.CreateLink(id, role, "hash", expiresAt));
    }

    private Scene.Outcome join(String user, String link, String hash) {
        return scene.when(user, new CanvasCommand.Join(link, hash));
    }
}
