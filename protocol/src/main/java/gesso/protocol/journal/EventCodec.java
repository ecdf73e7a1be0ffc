package gesso.protocol.journal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.app.AppEvent;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.entity.EventView;
import gesso.protocol.generation.GenerationEvent;
import gesso.protocol.widget.WidgetEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Stored events: a payload {@code {"origin": ..., "data": ...}} beside a manifest {@code
 * <kind>.<type>.<version>}. Manifests are written by exhaustive switches, never from class names.
 * An unknown manifest is never skipped: reading it throws.
 */
public final class EventCodec {
    private static final Set<String> PLATFORM = Set.of("canvas", "widget", "app", "generation");
    private static final String EMITTED = "widget.emitted.1";

    /** A newer release may add a field to origins; rules do not read it, so it is no fault. */
    private static final ObjectReader ORIGIN =
            Json.MAPPER
                    .readerFor(Origin.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private EventCodec() {}

    /** A stored event in its newest version. */
    public record Stored(Origin origin, String manifest, JsonNode data) {}

    public static byte[] encode(Origin origin, JsonNode data) {
        var payload = Json.object();
        payload.set("origin", Json.tree(origin));
        payload.set("data", data);
        return Json.bytes(payload);
    }

    public static Stored decode(String manifest, byte[] payload) {
        return decode(Upcasters.CURRENT, manifest, payload);
    }

    static Stored decode(Upcasters upcasters, String manifest, byte[] payload) {
        try {
            var stored = Json.MAPPER.readTree(payload);
            var lifted = upcasters.lift(manifest, stored.path("data"));
            Origin origin = ORIGIN.readValue(stored.path("origin"));
            return new Stored(origin, lifted.manifest(), lifted.data());
        } catch (IOException damaged) {
            throw new UncheckedIOException("unreadable event " + manifest, damaged);
        }
    }

    public static EventView view(String of, long rev, String manifest, byte[] payload) {
        return view(of, rev, decode(manifest, payload));
    }

    public static EventView view(String of, long rev, Stored stored) {
        return new EventView(
                of,
                rev,
                stored.origin(),
                type(stored.manifest(), stored.data()),
                wire(stored.manifest(), stored.data()));
    }

    /**
     * Whether what everybody sees of such an event is its stored data, as it is: it is of the
     * newest version, and no envelope of an app's own.
     */
    public static boolean isPlain(String manifest, Upcasters upcasters) {
        return !manifest.equals(EMITTED) && !upcasters.steps().containsKey(manifest);
    }

    /** The wire name of a plain event. */
    public static String plainType(String manifest) {
        return type(manifest, MissingNode.getInstance());
    }

    /** The wire name: platform kinds lose their prefix, an emitted event has its own type. */
    public static String type(String manifest, JsonNode data) {
        if (manifest.equals(EMITTED)) {
            return data.path("type").asText();
        }
        int first = manifest.indexOf('.');
        int last = manifest.lastIndexOf('.');
        if (first < 0 || first == last) {
            throw new IllegalArgumentException("unknown manifest " + manifest);
        }
        var kind = manifest.substring(0, first);
        return manifest.substring(PLATFORM.contains(kind) ? first + 1 : 0, last);
    }

    /** What goes over the wire: the stored data, of an emitted event what its app gave. */
    public static JsonNode wire(String manifest, JsonNode data) {
        return manifest.equals(EMITTED) ? data.path("data") : data;
    }

    public static String manifest(CanvasEvent event) {
        return switch (event) {
            case CanvasEvent.Created _ -> "canvas.created.1";
            case CanvasEvent.Renamed _ -> "canvas.renamed.1";
            case CanvasEvent.GridConfigured _ -> "canvas.grid-configured.1";
            case CanvasEvent.WidgetAdded _ -> "canvas.widget-added.1";
            case CanvasEvent.WidgetMoved _ -> "canvas.widget-moved.1";
            case CanvasEvent.WidgetResized _ -> "canvas.widget-resized.1";
            case CanvasEvent.WidgetRemoved _ -> "canvas.widget-removed.1";
            case CanvasEvent.WidgetRestored _ -> "canvas.widget-restored.1";
            case CanvasEvent.WidgetLocked _ -> "canvas.widget-locked.1";
            case CanvasEvent.WidgetRaised _ -> "canvas.widget-raised.1";
            case CanvasEvent.WidgetRenamed _ -> "canvas.widget-renamed.1";
            case CanvasEvent.WidgetUpgraded _ -> "canvas.widget-upgraded.1";
            case CanvasEvent.ScreenArranged _ -> "canvas.screen-arranged.1";
            case CanvasEvent.LayoutSaved _ -> "canvas.layout-saved.1";
            case CanvasEvent.LayoutLoaded _ -> "canvas.layout-loaded.1";
            case CanvasEvent.LayoutReverted _ -> "canvas.layout-reverted.1";
            case CanvasEvent.CommentAdded _ -> "canvas.comment-added.1";
            case CanvasEvent.CommentEdited _ -> "canvas.comment-edited.1";
            case CanvasEvent.CommentResolved _ -> "canvas.comment-resolved.1";
            case CanvasEvent.CommentRemoved _ -> "canvas.comment-removed.1";
            case CanvasEvent.CommentRestored _ -> "canvas.comment-restored.1";
            case CanvasEvent.MemberJoined _ -> "canvas.member-joined.1";
            case CanvasEvent.MemberRoleChanged _ -> "canvas.member-role-changed.1";
            case CanvasEvent.MemberRemoved _ -> "canvas.member-removed.1";
            case CanvasEvent.LinkCreated _ -> "canvas.link-created.1";
            case CanvasEvent.LinkRevoked _ -> "canvas.link-revoked.1";
            case CanvasEvent.Deleted _ -> "canvas.deleted.1";
            case CanvasEvent.Restored _ -> "canvas.restored.1";
        };
    }

    /** A backend's event has its type, which starts with the backend's name, before the version. */
    public static String manifest(WidgetEvent event) {
        return switch (event) {
            case WidgetEvent.Seeded _ -> "widget.seeded.1";
            case WidgetEvent.Configured _ -> "widget.configured.1";
            case WidgetEvent.StatePatched _ -> "widget.state-patched.1";
            case WidgetEvent.Emitted _ -> EMITTED;
            case WidgetEvent.OfApp(var type, _) -> type + ".1";
        };
    }

    public static String manifest(AppEvent event) {
        return switch (event) {
            case AppEvent.Registered _ -> "app.registered.1";
            case AppEvent.VersionPublished _ -> "app.version-published.1";
            case AppEvent.Revoked _ -> "app.revoked.1";
            case AppEvent.Suspended _ -> "app.suspended.1";
            case AppEvent.Reinstated _ -> "app.reinstated.1";
            case AppEvent.Rated _ -> "app.rated.1";
            case AppEvent.Shared _ -> "app.shared.1";
        };
    }

    public static String manifest(GenerationEvent event) {
        return switch (event) {
            case GenerationEvent.Requested _ -> "generation.requested.1";
            case GenerationEvent.Refined _ -> "generation.refined.1";
            case GenerationEvent.Analysed _ -> "generation.analysed.1";
            case GenerationEvent.CodeGenerated _ -> "generation.code-generated.1";
            case GenerationEvent.Validated _ -> "generation.validated.1";
            case GenerationEvent.SandboxTested _ -> "generation.sandbox-tested.1";
            case GenerationEvent.Packaged _ -> "generation.packaged.1";
            case GenerationEvent.Published _ -> "generation.published.1";
            case GenerationEvent.Placed _ -> "generation.placed.1";
            case GenerationEvent.Failed _ -> "generation.failed.1";
            case GenerationEvent.Cancelled _ -> "generation.cancelled.1";
            case GenerationEvent.ApprovalAsked _ -> "generation.approval-asked.1";
            case GenerationEvent.Approved _ -> "generation.approved.1";
            case GenerationEvent.Rejected _ -> "generation.rejected.1";
            case GenerationEvent.Shared _ -> "generation.shared.1";
        };
    }

    /** The stored data of a canvas, app or widget event. */
    public static JsonNode data(CanvasEvent event) {
        return Json.tree(event);
    }

    public static JsonNode data(AppEvent event) {
        return Json.tree(event);
    }

    public static JsonNode data(GenerationEvent event) {
        return Json.tree(event);
    }

    public static JsonNode data(WidgetEvent event) {
        return event instanceof WidgetEvent.OfApp(_, var data) ? data : Json.tree(event);
    }

    public static CanvasEvent canvas(String manifest, JsonNode data) {
        return Json.value(data, canvasType(manifest));
    }

    /** Back from what everybody sees, which is always the newest version. */
    public static CanvasEvent canvas(EventView event) {
        return canvas("canvas." + event.type() + ".1", event.data());
    }

    public static WidgetEvent widget(String manifest, JsonNode data) {
        return switch (manifest) {
            case "widget.seeded.1" -> Json.value(data, WidgetEvent.Seeded.class);
            case "widget.configured.1" -> Json.value(data, WidgetEvent.Configured.class);
            case "widget.state-patched.1" -> Json.value(data, WidgetEvent.StatePatched.class);
            case EMITTED -> Json.value(data, WidgetEvent.Emitted.class);
            default -> new WidgetEvent.OfApp(type(manifest, data), data);
        };
    }

    public static AppEvent app(String manifest, JsonNode data) {
        return switch (manifest) {
            case "app.registered.1" -> Json.value(data, AppEvent.Registered.class);
            case "app.version-published.1" -> Json.value(data, AppEvent.VersionPublished.class);
            case "app.revoked.1" -> Json.value(data, AppEvent.Revoked.class);
            case "app.suspended.1" -> Json.value(data, AppEvent.Suspended.class);
            case "app.reinstated.1" -> Json.value(data, AppEvent.Reinstated.class);
            case "app.rated.1" -> Json.value(data, AppEvent.Rated.class);
            case "app.shared.1" -> Json.value(data, AppEvent.Shared.class);
            default -> throw new IllegalArgumentException("unknown manifest " + manifest);
        };
    }

    public static GenerationEvent generation(String manifest, JsonNode data) {
        return Json.value(data, generationType(manifest));
    }

    private static Class<? extends GenerationEvent> generationType(String manifest) {
        return switch (manifest) {
            case "generation.requested.1" -> GenerationEvent.Requested.class;
            case "generation.refined.1" -> GenerationEvent.Refined.class;
            case "generation.analysed.1" -> GenerationEvent.Analysed.class;
            case "generation.code-generated.1" -> GenerationEvent.CodeGenerated.class;
            case "generation.validated.1" -> GenerationEvent.Validated.class;
            case "generation.sandbox-tested.1" -> GenerationEvent.SandboxTested.class;
            case "generation.packaged.1" -> GenerationEvent.Packaged.class;
            case "generation.published.1" -> GenerationEvent.Published.class;
            case "generation.placed.1" -> GenerationEvent.Placed.class;
            case "generation.failed.1" -> GenerationEvent.Failed.class;
            case "generation.cancelled.1" -> GenerationEvent.Cancelled.class;
            case "generation.approval-asked.1" -> GenerationEvent.ApprovalAsked.class;
            case "generation.approved.1" -> GenerationEvent.Approved.class;
            case "generation.rejected.1" -> GenerationEvent.Rejected.class;
            case "generation.shared.1" -> GenerationEvent.Shared.class;
            default -> throw new IllegalArgumentException("unknown manifest " + manifest);
        };
    }

    private static Class<? extends CanvasEvent> canvasType(String manifest) {
        return switch (manifest) {
            case "canvas.created.1" -> CanvasEvent.Created.class;
            case "canvas.renamed.1" -> CanvasEvent.Renamed.class;
            case "canvas.grid-configured.1" -> CanvasEvent.GridConfigured.class;
            case "canvas.widget-added.1" -> CanvasEvent.WidgetAdded.class;
            case "canvas.widget-moved.1" -> CanvasEvent.WidgetMoved.class;
            case "canvas.widget-resized.1" -> CanvasEvent.WidgetResized.class;
            case "canvas.widget-removed.1" -> CanvasEvent.WidgetRemoved.class;
            case "canvas.widget-restored.1" -> CanvasEvent.WidgetRestored.class;
            case "canvas.widget-locked.1" -> CanvasEvent.WidgetLocked.class;
            case "canvas.widget-raised.1" -> CanvasEvent.WidgetRaised.class;
            case "canvas.widget-renamed.1" -> CanvasEvent.WidgetRenamed.class;
            case "canvas.widget-upgraded.1" -> CanvasEvent.WidgetUpgraded.class;
            case "canvas.screen-arranged.1" -> CanvasEvent.ScreenArranged.class;
            case "canvas.layout-saved.1" -> CanvasEvent.LayoutSaved.class;
            case "canvas.layout-loaded.1" -> CanvasEvent.LayoutLoaded.class;
            case "canvas.layout-reverted.1" -> CanvasEvent.LayoutReverted.class;
            case "canvas.comment-added.1" -> CanvasEvent.CommentAdded.class;
            case "canvas.comment-edited.1" -> CanvasEvent.CommentEdited.class;
            case "canvas.comment-resolved.1" -> CanvasEvent.CommentResolved.class;
            case "canvas.comment-removed.1" -> CanvasEvent.CommentRemoved.class;
            case "canvas.comment-restored.1" -> CanvasEvent.CommentRestored.class;
            case "canvas.member-joined.1" -> CanvasEvent.MemberJoined.class;
            case "canvas.member-role-changed.1" -> CanvasEvent.MemberRoleChanged.class;
            case "canvas.member-removed.1" -> CanvasEvent.MemberRemoved.class;
            case "canvas.link-created.1" -> CanvasEvent.LinkCreated.class;
            case "canvas.link-revoked.1" -> CanvasEvent.LinkRevoked.class;
            case "canvas.deleted.1" -> CanvasEvent.Deleted.class;
            case "canvas.restored.1" -> CanvasEvent.Restored.class;
            default -> throw new IllegalArgumentException("unknown manifest " + manifest);
        };
    }
}
