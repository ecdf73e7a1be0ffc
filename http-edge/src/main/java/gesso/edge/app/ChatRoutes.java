package gesso.edge.app;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import gesso.edge.app.CollectionRoutes.Shape;
import gesso.edge.app.CollectionRoutes.Step;
import gesso.edge.app.MessagePages.Cursor;
import gesso.edge.app.Widgets.Address;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.live.Right;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import gesso.protocol.entity.ReadReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * /api/apps/chat/{widget}/messages: a chat as a list, the oldest message first. {@code after} goes
 * on from there, {@code before} goes back from there, and an empty {@code before} starts at the
 * newest. What has left the chat's state is read from the journal.
 */
public final class ChatRoutes implements AppRoutes {

    /** The backend cleans and counts; these only bound what is sent there. */
    private static final int TEXT_MAX = 10_000;

    private static final int EMOJI_MAX = 100;

    private static final Shape MESSAGES =
            new Shape(
                    "messages",
                    "messages",
                    "chat.post",
                    "chat.remove",
                    ChatRoutes::change,
                    Right.COMMENT);

    @Override
    public String app() {
        return "chat";
    }

    @Override
    public Route routes(Site site, Address place) {
        return concat(
                path("messages", () -> get(() -> list(site, place))),
                CollectionRoutes.of(site, place, MESSAGES));
    }

    private static Route list(Site site, Address place) {
        return site.widgets()
                .reader(
                        place,
                        (canvas, state) ->
                                parameterOptional(
                                        "before",
                                        before ->
                                                Page.of(
                                                        site.limits(),
                                                        page ->
                                                                answer(
                                                                        site, place, canvas, state,
                                                                        before, page))));
    }

    private static Route answer(
            Site site,
            Address place,
            String canvas,
            ReadReply.State state,
            Optional<String> before,
            Page page) {
        var from = before.or(page::after).filter(text -> !text.isEmpty());
        var cursor = from.flatMap(Cursor::parse);
        if (from.isPresent() && cursor.isEmpty()) {
            var field = before.isPresent() ? "before" : "after";
            return Problem.invalid(field, "is not the `next` of a list").route();
        }
        var pages = new MessagePages(site.database(), canvas, place.widget());
        var kept = new KeptMessages(state.data().path("state"));
        return onSuccess(
                before.isPresent()
                        ? before(kept, pages, cursor, page.limit())
                        : after(kept, pages, cursor, page.limit()),
                listing -> BackendRoutes.tagged(state, listing));
    }

    private static CompletionStage<MessagePages.Listing> before(
            KeptMessages kept, MessagePages pages, Optional<Cursor> cursor, int limit) {
        return kept.before(cursor, limit)
                .<CompletionStage<MessagePages.Listing>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> pages.before(kept.whole(cursor.orElseThrow()), limit));
    }

    private static CompletionStage<MessagePages.Listing> after(
            KeptMessages kept, MessagePages pages, Optional<Cursor> cursor, int limit) {
        return kept.after(cursor, limit)
                .<CompletionStage<MessagePages.Listing>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> pages.after(cursor, limit));
    }

    private static Decoded<List<Step>> change(Fields f) {
        var text = f.optional("text", name -> f.text(name, 1, TEXT_MAX));
        var reaction = f.optional("reaction", f::nested);
        List<Step> steps = new ArrayList<>();
        if (text != null) {
            steps.add(new Step("chat.edit", Json.object().put("text", text)));
        }
        if (reaction != null) {
            var emoji = reaction.text("emoji", 1, EMOJI_MAX);
            var on = reaction.truth("on");
            steps.add(new Step("chat.react", Json.object().put("emoji", emoji).put("on", on)));
        }
        if (steps.isEmpty()) {
            f.fault("text", "or reaction is needed");
        }
        return f.done(steps);
    }
}
