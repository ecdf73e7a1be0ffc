package gesso.cluster.canvas;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import gesso.cluster.live.Decision;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.Sums;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.CanvasView.CommentView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a canvas. Threads are one level deep: an answer to an answer is one to the
 * comment that started the thread. Texts name people by id, so that the journal has no names.
 */
final class CommentRules {
    private static final Pattern MENTION = Pattern.compile("<@([a-z0-9-]{1,64})>");

    private CommentRules() {}

    static Decision<CanvasEvent> add(Canvas state, CanvasCommand.Comment c, Origin origin) {
        if (isUnfit(c.text())) {
            return badText();
        }
        var chosen = c.comment();
        var id = chosen == null ? Sums.id("comment", origin.client(), origin.op()) : chosen;
        if (state.comments().containsKey(id)) {
            return refuse(Refusal.CONFLICT, "the comment id " + id + " is in use");
        }
        var at = c.at();
        if (at != null && at > origin.at()) {
            return refuse(Refusal.FUTURE, "that instant has not come yet");
        }
        var full = full(state, c.text().length());
        if (full.isPresent()) {
            return full.get();
        }
        long about = at == null ? origin.at() : at;
        var mentions = mentions(state, c.text());
        var parent = c.parent();
        return parent == null
                ? start(state, c, new Said(id, c.text(), mentions, about))
                : answer(state, parent, new Said(id, c.text(), mentions, about), origin.user());
    }

    private record Said(String id, String text, List<String> mentions, long about) {
        CanvasEvent with(@Nullable String widget, @Nullable String parent, List<String> answers) {
            return new CanvasEvent.CommentAdded(id, text, mentions, widget, parent, about, answers);
        }
    }

    private static Decision<CanvasEvent> start(Canvas state, CanvasCommand.Comment c, Said said) {
        var widget = c.widget();
        if (widget != null) {
            var known = state.widgets().get(widget);
            if (known == null) {
                return refuse(Refusal.NOT_FOUND, "there is no such widget");
            }
            if (known.removed()) {
                return refuse(Refusal.GONE, "the widget is removed");
            }
        }
        return accept(said.with(widget, null, List.of()));
    }

    private static Decision<CanvasEvent> answer(
            Canvas state, String parent, Said said, String user) {
        var answered = state.comments().get(parent);
        if (answered == null) {
            return refuse(Refusal.NOT_FOUND, "there is no such comment");
        }
        if (answered.removed()) {
            return refuse(Refusal.GONE, "the comment is removed");
        }
        var root = answered.parent() == null ? answered.id() : answered.parent();
        return accept(said.with(answered.widget(), root, others(state, root, user)));
    }

    /** Who has written in a thread, the first author first. */
    private static List<String> others(Canvas state, String root, String user) {
        var authors = new LinkedHashSet<String>();
        for (var said : CommentFold.shown(state.comments())) {
            if (!said.removed() && (said.id().equals(root) || root.equals(said.parent()))) {
                authors.add(said.by());
            }
        }
        authors.remove(user);
        return members(state, authors);
    }

    static Decision<CanvasEvent> edit(Canvas state, CanvasCommand.EditComment c, String user) {
        var comment = state.comments().get(c.comment());
        var absent = absent(comment);
        if (comment == null || absent.isPresent()) {
            return absent.orElseThrow();
        }
        var text = c.text();
        var resolved = c.resolved();
        if (text != null && !comment.by().equals(user)) {
            return refuse(Refusal.FORBIDDEN, "only its author changes a comment");
        }
        if (text != null && isUnfit(text)) {
            return badText();
        }
        if (resolved != null && state.role(user).filter(Role::mayEdit).isEmpty()) {
            return refuse(Refusal.FORBIDDEN, "only editors and owners resolve comments");
        }
        if (resolved != null && comment.parent() != null) {
            return invalid("resolved", "is for the comment that starts the thread");
        }
        var events = new ArrayList<CanvasEvent>();
        if (text != null && !text.equals(comment.text())) {
            var full = full(state, text.length() - comment.text().length());
            if (full.isPresent() && text.length() > comment.text().length()) {
                return full.get();
            }
            events.add(
                    new CanvasEvent.CommentEdited(
                            comment.id(), text, mentions(state, text), comment.text()));
        }
        if (resolved != null && resolved != comment.resolved()) {
            events.add(new CanvasEvent.CommentResolved(comment.id(), resolved));
        }
        return new Decision.Accepted<>(List.copyOf(events));
    }

    static Decision<CanvasEvent> remove(Canvas state, String id, String user) {
        var comment = state.comments().get(id);
        return absent(comment)
                .or(() -> notTheirs(state, comment, user))
                .orElseGet(() -> accept(new CanvasEvent.CommentRemoved(id)));
    }

    static Decision<CanvasEvent> restore(Canvas state, String id, String user) {
        var comment = state.comments().get(id);
        if (comment == null) {
            return refuse(Refusal.NOT_FOUND, "there is no such comment");
        }
        if (!comment.removed()) {
            return nothing();
        }
        return notTheirs(state, comment, user)
                .or(() -> full(state, comment.text().length()))
                .orElseGet(() ->
                        accept(
                                new CanvasEvent.CommentRestored(
                                        id, CommentFold.removed(comment, false))));
    }

    private static Optional<Decision<CanvasEvent>> absent(@Nullable CommentView comment) {
        if (comment == null) {
            return Optional.of(refuse(Refusal.NOT_FOUND, "there is no such comment"));
        }
        return comment.removed()
                ? Optional.of(refuse(Refusal.GONE, "the comment is removed"))
                : Optional.empty();
    }

    private static Optional<Decision<CanvasEvent>> notTheirs(
            Canvas state, @Nullable CommentView comment, String user) {
        boolean theirs = comment != null && comment.by().equals(user);
        return theirs || state.role(user).filter(Role::mayOwn).isPresent()
                ? Optional.empty()
                : Optional.of(
                        refuse(
                                Refusal.FORBIDDEN,
                                "only its author and owners remove or restore a comment"));
    }

    /** Whether one more of this length has no room. */
    private static Optional<Decision<CanvasEvent>> full(Canvas state, int length) {
        int all = 0;
        int open = 0;
        int texts = length;
        for (var comment : state.comments().values()) {
            if (!comment.removed()) {
                all++;
                open += isOpen(state, comment) ? 1 : 0;
                texts += comment.text().length();
            }
        }
        if (open >= CanvasLimits.COMMENTS_OPEN) {
            return tooMany("has " + CanvasLimits.COMMENTS_OPEN + " open comments: resolve some");
        }
        return all >= CanvasLimits.COMMENTS || texts > CanvasLimits.COMMENT_TEXTS
                ? tooMany("has all the comments that it can hold: remove some")
                : Optional.empty();
    }

    private static boolean isOpen(Canvas state, CommentView comment) {
        var root = comment.parent() == null ? comment : state.comments().get(comment.parent());
        return root != null && !root.resolved();
    }

    private static Optional<Decision<CanvasEvent>> tooMany(String why) {
        return Optional.of(refuse(Refusal.TOO_LARGE, "the canvas " + why));
    }

    /** Members alone: nobody else can read it. */
    private static List<String> mentions(Canvas state, String text) {
        var named = new LinkedHashSet<String>();
        MENTION.matcher(text).results().forEach(found -> named.add(found.group(1)));
        return members(state, named);
    }

    private static List<String> members(Canvas state, Set<String> users) {
        return users.stream()
                .filter(user -> state.members().containsKey(user))
                .limit(CanvasLimits.COMMENT_PEOPLE)
                .toList();
    }

    private static boolean isUnfit(String text) {
        return text.isBlank() || text.length() > CanvasLimits.COMMENT;
    }

    private static Decision<CanvasEvent> badText() {
        return invalid("text", "must have 1 to " + CanvasLimits.COMMENT + " characters");
    }
}
