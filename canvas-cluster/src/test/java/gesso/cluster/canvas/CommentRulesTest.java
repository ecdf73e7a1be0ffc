package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasView.CommentView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommentRulesTest {
    private final Scene scene = Scene.of();

    @BeforeEach
    void people() {
        scene.add("ada", "a", 0, 0);
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.EDITOR));
        scene.when("ada", new CanvasCommand.SetMember("alan", Role.COMMENTER));
    }

    @Test
    @DisplayName("[CL-M1] a comment has author, time and instant, and may lie on a widget")
    void add() {
        var made = say("alan", "Is this done?", "a", "first").made("comment-added");
        assertThat(made.answer().path("comment").asText()).isEqualTo("first");
        assertThat(comment("first"))
                .returns("alan", CommentView::by)
                .returns("a", CommentView::widget)
                .matches(said -> Math.abs(said.at() - scene.canvas().at()) < 2_048)
                .matches(said -> said.createdAt().startsWith("2025-11-22T") && !said.resolved());
        long then = scene.canvas().at() - 2_048_000;
        var past = new CanvasCommand.Comment("Here it broke", null, then, null, "past");
        scene.when("alan", past).made("comment-added");
        assertThat(comment("past").at()).isEqualTo(then);
        var future =
                new CanvasCommand.Comment("?", null, scene.canvas().at() + 99_999_999L, null, null);
        scene.when("alan", future).refused(Refusal.FUTURE);
    }

    @Test
    @DisplayName("[CL-M1] an id in use, an unknown widget and an empty text are refused")
    void badAdds() {
        say("alan", "One", null, "first");
        say("alan", "Two", null, "first").refused(Refusal.CONFLICT);
        say("alan", "Two", "never", null).refused(Refusal.NOT_FOUND);
        say("alan", " ", null, null).refused(Refusal.INVALID);
        say("alan", "x".repeat(CanvasLimits.COMMENT + 1), null, null).refused(Refusal.INVALID);
        scene.when("ada", new CanvasCommand.RemoveWidget("a"));
        say("alan", "Two", "a", null).refused(Refusal.GONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "ANALYST"})
    @DisplayName("[CL-M2] [X5] who may only look does not comment")
    void readers(Role role) {
        scene.when("ada", new CanvasCommand.SetMember("eve", role));
        say("eve", "Hello", null, null).refused(Refusal.FORBIDDEN);
    }

    @Test
    @DisplayName("[CL-M2] [X5] the author edits, author and owner remove, editors resolve")
    void rights() {
        say("alan", "Is this done?", null, "first");
        edit("ada", "first", "Mine").refused(Refusal.FORBIDDEN);
        edit("alan", "first", "Is it?").made("comment-edited");
        edit("alan", "first", "Is it?").made();
        assertThat(comment("first").editedAt()).isNotNull();
        resolve("alan", "first", true).refused(Refusal.FORBIDDEN);
        resolve("grace", "first", true).made("comment-resolved");
        assertThat(comment("first").resolvedBy()).isEqualTo("grace");
        resolve("ada", "first", false).made("comment-resolved");
        assertThat(comment("first").resolvedBy()).isNull();
        remove("grace", "first").refused(Refusal.FORBIDDEN);
        remove("alan", "first").made("comment-removed");
        edit("alan", "first", "Again").refused(Refusal.GONE);
        restore("grace", "first").refused(Refusal.FORBIDDEN);
        restore("ada", "first").made("comment-restored");
        restore("ada", "first").made();
        assertThat(comment("first").text()).isEqualTo("Is it?");
        remove("ada", "never").refused(Refusal.NOT_FOUND);
        restore("ada", "never").refused(Refusal.NOT_FOUND);
    }

    @Test
    @DisplayName("[CL-M3] an answer joins the thread of what it answers, on the same widget")
    void answers() {
        say("alan", "Is this done?", "a", "first");
        answer("grace", "first", "second").made("comment-added");
        var third = answer("ada", "second", "third").made("comment-added");
        assertThat(comment("third").parent()).isEqualTo("first");
        assertThat(comment("third").widget()).isEqualTo("a");
        var told = third.events().getFirst().data().path("answers");
        assertThat(told).extracting(user -> user.asText()).containsExactly("alan", "grace");
        resolve("ada", "third", true).refused(Refusal.INVALID);
        answer("ada", "never", null).refused(Refusal.NOT_FOUND);
    }

    @Test
    @DisplayName("[CL-M3] a removed comment with answers keeps its place, not its text")
    void removedThread() {
        say("alan", "Secret", null, "first");
        answer("grace", "first", "second");
        remove("alan", "first");
        assertThat(comment("first")).matches(CommentView::removed).returns("", CommentView::text);
        answer("ada", "first", null).refused(Refusal.GONE);
        remove("grace", "second");
        assertThat(scene.view().comments()).isEmpty();
        restore("alan", "first");
        assertThat(comment("first").text()).isEqualTo("Secret");
    }

    @Test
    @DisplayName("[CL-M4] mentions are ids of members; others are no mentions")
    void mentions() {
        say("alan", "<@grace> and <@grace>, <@nobody>, <@ADA>, @ada", null, "first");
        assertThat(comment("first").mentions()).containsExactly("grace");
        edit("alan", "first", "<@ada>");
        assertThat(comment("first").mentions()).isEqualTo(List.of("ada"));
    }

    @Test
    @DisplayName("[CL-M5] 1,000 comments are open at a time; resolving a thread makes room")
    void open() {
        for (int i = 0; i < CanvasLimits.COMMENTS_OPEN; i++) {
            say("alan", "Comment", null, "c" + i).made("comment-added");
        }
        say("alan", "More", null, null).refused(Refusal.TOO_LARGE);
        resolve("ada", "c0", true);
        say("alan", "More", null, null).made("comment-added");
    }

    @Test
    @DisplayName("[CL-M5] all texts together have 512 Ki characters")
    void texts() {
        var long_ = "x".repeat(CanvasLimits.COMMENT);
        int fit = CanvasLimits.COMMENT_TEXTS / CanvasLimits.COMMENT;
        for (int i = 0; i < fit; i++) {
            say("alan", long_, null, "c" + i).made("comment-added");
        }
        say("alan", long_, null, null).refused(Refusal.TOO_LARGE);
        remove("ada", "c0").made("comment-removed");
        say("alan", long_, null, null).made("comment-added");
        restore("ada", "c0").refused(Refusal.TOO_LARGE);
    }

    @Test
    @DisplayName("[CL-M5] the 100 newest removed comments can be restored")
    void removed() {
        for (int i = 0; i <= CanvasLimits.COMMENTS_REMOVED; i++) {
            say("alan", "Comment", null, "c" + i);
            remove("alan", "c" + i);
        }
        restore("alan", "c0").refused(Refusal.NOT_FOUND);
        restore("alan", "c1").made("comment-restored");
    }

    @Test
    @DisplayName("[CL-C21] comments are no steps of undo")
    void noStep() {
        say("ada", "Hello", null, "first");
        assertThat(scene.stack("ada").undoable().getLast().events().getLast().type())
                .isEqualTo("widget-added");
    }

    static CanvasCommand said(
            String text, @Nullable String widget, @Nullable String parent, @Nullable String id) {
        return new CanvasCommand.Comment(text, widget, null, parent, id);
    }

    private Scene.Outcome say(
            String user, String text, @Nullable String widget, @Nullable String id) {
        return scene.when(user, said(text, widget, null, id));
    }

    private Scene.Outcome answer(String user, String parent, @Nullable String id) {
        return scene.when(user, said("Yes", null, parent, id));
    }

    private Scene.Outcome edit(String user, String id, String text) {
        return scene.when(user, new CanvasCommand.EditComment(id, text, null));
    }

    private Scene.Outcome resolve(String user, String id, boolean resolved) {
        return scene.when(user, new CanvasCommand.EditComment(id, null, resolved));
    }

    private Scene.Outcome remove(String user, String id) {
        return scene.when(user, new CanvasCommand.RemoveComment(id));
    }

    private Scene.Outcome restore(String user, String id) {
        return scene.when(user, new CanvasCommand.RestoreComment(id));
    }

    private CommentView comment(String id) {
        return scene.view().comments().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
