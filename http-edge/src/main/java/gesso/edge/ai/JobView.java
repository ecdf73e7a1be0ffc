package gesso.edge.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.ai.Maker;
import gesso.protocol.ai.QueueMessage;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.Generation.Approval;
import gesso.protocol.generation.Generation.Step;
import gesso.protocol.generation.Generation.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A generation as people see it: all of it but the code, which is a file of its own. */
final class JobView {
    private JobView() {}

    static ObjectNode of(String id, Generation g, QueueMessage.Place place) {
        var view =
                Json.object()
                        .put("job", id)
                        .put("owner", g.owner())
                        .put("canvas", g.canvas())
                        .put("prompt", g.prompt())
                        .put("at", time(g.versions().getFirst().at()))
                        .put("revision", g.revision())
                        .put("status", status(g, place))
                        .put("app", g.published().isPresent() ? Generation.app(id) : null)
                        .put("widget", g.widget())
                        .put("unplaced", g.unplaced())
                        .put("approval", approval(g))
                        .put("approvalOf", g.approvalOf())
                        .put("reason", g.rejected())
                        .put("workers", place.workers());
        if (g.newest().step().wantsWorker()) {
            view.put("position", place.position());
        } else {
            view.putNull("position");
        }
        var versions = view.putArray("versions");
        g.versions().forEach(version -> versions.add(version(version)));
        return view;
    }

    static String status(Generation g, QueueMessage.Place place) {
        return switch (g.newest().step()) {
            case REQUESTED, SPECIFIED, CODED, CHECKED ->
                    place.position() > 0 || place.workers() == 0 ? "queued" : "working";
            case TESTED, PACKAGED -> "working";
            case PUBLISHED -> isPlaced(g) ? "published" : "working";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    /** Nothing more will happen by itself. */
    static boolean isOver(Generation g) {
        return g.newest().step().isOver() && (g.newest().step() != Step.PUBLISHED || isPlaced(g));
    }

    private static boolean isPlaced(Generation g) {
        return g.canvas() == null || g.widget() != null || g.unplaced() != null;
    }

    private static String approval(Generation g) {
        return g.approval() == Approval.SHARED ? "approved" : g.approval().word();
    }

    private static ObjectNode version(Version v) {
        var view =
                Json.object()
                        .put("n", v.number())
                        .put("words", v.words())
                        .put("status", v.step().word())
                        .put("attempt", v.attempt())
                        .put("at", time(v.at()))
                        .put("codeHash", v.hash())
                        .put("bytes", v.bytes())
                        .put("appVersion", version(v.manifest()));
        view.set("specification", tree(v.specification()));
        maker(view, v.specified(), v.coded());
        view.set("checks", tree(v.checks()));
        view.set("test", tree(v.test()));
        var failure = v.failure();
        if (failure != null) {
            view.putObject("error")
                    .put("step", failure.step())
                    .put("reason", failure.reason())
                    .put("ours", failure.ours());
        }
        return view;
    }

    private static void maker(ObjectNode view, @Nullable Maker specified, @Nullable Maker coded) {
        var maker = coded == null ? specified : coded;
        if (maker != null) {
            long tokens =
                    (specified == null ? 0 : specified.tokens())
                            + (coded == null ? 0 : coded.tokens());
            view.put("provider", maker.provider())
                    .put("model", maker.model())
                    .put("mode", maker.mode())
                    .put("tokens", tokens);
        }
    }

    private static @Nullable String version(gesso.protocol.app.@Nullable Manifest manifest) {
        return manifest == null ? null : manifest.version();
    }

    private static @Nullable JsonNode tree(@Nullable Object part) {
        return part == null ? null : Json.tree(part);
    }

    private static String time(long at) {
        return Instant.ofEpochMilli(HybridClock.millis(at)).toString();
    }
}
