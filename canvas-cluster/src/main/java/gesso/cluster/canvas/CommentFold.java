package gesso.cluster.canvas;

import gesso.protocol.HybridClock;
import gesso.protocol.Origin;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.CanvasView.CommentView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * What an event makes of a canvas's comments, and what of them is shown. A removed one keeps its
 * text here, for who restores it, and its place in the thread as long as there are answers to it.
 */
final class CommentFold {
    /** Times without their Z: a second comes before its own fractions. */
    private static final Comparator<CommentView> ORDER =
            Comparator.<CommentView, String>comparing(
                            one -> one.createdAt().substring(0, one.createdAt().length() - 1))
                    .thenComparing(CommentView::id);

    private CommentFold() {}

    static TreePMap<String, CommentView> add(
            TreePMap<String, CommentView> comments, CanvasEvent.CommentAdded e, Origin origin) {
        return comments.plus(e.comment(), added(e, origin));
    }

    static TreePMap<String, CommentView> edit(
            TreePMap<String, CommentView> comments, CanvasEvent.CommentEdited e, Origin origin) {
        return change(
                comments,
                e.comment(),
                was -> edited(was, e.text(), e.mentions(), time(origin.at())));
    }

    static TreePMap<String, CommentView> resolve(
            TreePMap<String, CommentView> comments, CanvasEvent.CommentResolved e, Origin origin) {
        return change(comments, e.comment(), was -> resolved(was, e.resolved(), origin));
    }

    static TreePMap<String, CommentView> remove(TreePMap<String, CommentView> comments, String id) {
        return withoutOldest(change(comments, id, was -> removed(was, true)));
    }

    private static TreePMap<String, CommentView> change(
            TreePMap<String, CommentView> comments, String id, UnaryOperator<CommentView> how) {
        var known = comments.get(id);
        return known == null ? comments : comments.plus(id, how.apply(known));
    }

    /** In the order of their making; those that are removed only where somebody has answered. */
    static List<CommentView> shown(SortedMap<String, CommentView> comments) {
        if (comments.isEmpty()) {
            return List.of();
        }
        var answered = answered(comments);
        var shown = new ArrayList<CommentView>();
        for (var comment : comments.values()) {
            if (!comment.removed()) {
                shown.add(comment);
            } else if (answered.contains(comment.id())) {
                shown.add(blank(comment));
            }
        }
        shown.sort(ORDER);
        return List.copyOf(shown);
    }

    private static Set<String> answered(Map<String, CommentView> comments) {
        var answered = new HashSet<String>();
        for (var comment : comments.values()) {
            if (!comment.removed() && comment.parent() != null) {
                answered.add(comment.parent());
            }
        }
        return answered;
    }

    private static TreePMap<String, CommentView> withoutOldest(
            TreePMap<String, CommentView> comments) {
        var answered = answered(comments);
        var removed =
                comments.values().stream()
                        .filter(one -> one.removed() && !answered.contains(one.id()))
                        .toList();
        return removed.size() <= CanvasLimits.COMMENTS_REMOVED
                ? comments
                : comments.minus(removed.stream().min(ORDER).orElseThrow().id());
    }

    private static CommentView added(CanvasEvent.CommentAdded e, Origin origin) {
        return new CommentView(
                e.comment(),
                e.text(),
                e.mentions(),
                e.widget(),
                e.parent(),
                e.about(),
                origin.user(),
                time(origin.at()),
                null,
                false,
                null,
                null,
                false);
    }

    private static CommentView edited(
            CommentView was, String text, List<String> mentions, @Nullable String editedAt) {
        return new CommentView(
                was.id(),
                text,
                mentions,
                was.widget(),
                was.parent(),
                was.at(),
                was.by(),
                was.createdAt(),
                editedAt,
                was.resolved(),
                was.resolvedBy(),
                was.resolvedAt(),
                was.removed());
    }

    private static CommentView resolved(CommentView was, boolean resolved, Origin origin) {
        return new CommentView(
                was.id(),
                was.text(),
                was.mentions(),
                was.widget(),
                was.parent(),
                was.at(),
                was.by(),
                was.createdAt(),
                was.editedAt(),
                resolved,
                resolved ? origin.user() : null,
                resolved ? time(origin.at()) : null,
                was.removed());
    }

    static CommentView removed(CommentView was, boolean removed) {
        return new CommentView(
                was.id(),
                was.text(),
                was.mentions(),
                was.widget(),
                was.parent(),
                was.at(),
                was.by(),
                was.createdAt(),
                was.editedAt(),
                was.resolved(),
                was.resolvedBy(),
                was.resolvedAt(),
                removed);
    }

    private static CommentView blank(CommentView was) {
        return edited(was, "", List.of(), was.editedAt());
    }

    private static String time(long at) {
        return Instant.ofEpochMilli(HybridClock.millis(at)).toString();
    }
}
