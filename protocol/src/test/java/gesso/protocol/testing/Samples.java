package gesso.protocol.testing;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.CodeReport;
import gesso.protocol.ai.Failure;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import gesso.protocol.ai.Maker;
import gesso.protocol.ai.Picture;
import gesso.protocol.ai.TestReport;
import gesso.protocol.app.AppEvent;
import gesso.protocol.app.Manifest;
import gesso.protocol.app.Standing;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.CanvasView.CommentView;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Place;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Screen;
import gesso.protocol.canvas.ScreenPlaces;
import gesso.protocol.canvas.Size;
import gesso.protocol.generation.GenerationEvent;
import gesso.protocol.live.ClientFrame;
import gesso.protocol.live.ServerFrame;
import gesso.protocol.widget.WidgetEvent;
import java.util.List;
import java.util.Map;

/** One of each event and frame, with all of its parts. */
public final class Samples {
    public static final long AT = HybridClock.ofMillis(1_763_800_000_000L) + 3;

    public static final Origin ORIGIN =
            new Origin(
                    "0197-op",
                    "t:ada:tab-1",
                    "session-1",
                    "ada",
                    "0197-cause",
                    "correlation-1",
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                    "1",
                    "t:ada:tab-1 0197-undone",
                    "t:ada:tab-1 0197-redone",
                    "0123456789abcdef",
                    AT);

    private static final Grid NARROW = new Grid(6, 80, 16, Collision.REJECT);
    private static final Map<String, Position> PUSHED = Map.of("notes", new Position(0, 4));

    private Samples() {}

    public static Manifest manifest() {
        return new Manifest(
                "todo",
                "Todo",
                "1.0.0",
                "builtin",
                "/apps/todo/3f2a/remoteEntry.js",
                "Things to do, together",
                "list-checks",
                "productivity",
                "Gesso",
                List.of("state"),
                new Manifest.Sizes(new Size(3, 4), new Size(2, 2), new Size(6, 12)),
                "todo",
                List.of("./Widget", "./Settings", "./Preview"),
                "sha384-abc",
                12_345);
    }

    public static List<CanvasEvent> canvas() {
        var place = new Place(new Position(1, 2), new Size(3, 4));
        var other = new Place(new Position(0, 0), new Size(3, 4));
        return List.of(
                new CanvasEvent.Created("Week 47", Grid.DEFAULT),
                new CanvasEvent.Renamed("Week 48", "Week 47"),
                new CanvasEvent.GridConfigured(NARROW, Grid.DEFAULT, PUSHED),
                new CanvasEvent.WidgetAdded(
                        "todo-1",
                        "todo",
                        "1.0.0",
                        "todo",
                        "Todo",
                        new Position(1, 2),
                        new Size(3, 4),
                        new Size(2, 2),
                        new Size(6, 12),
                        1,
                        config(),
                        PUSHED),
                new CanvasEvent.WidgetMoved(
                        "todo-1", new Position(4, 0), new Position(1, 2), PUSHED),
                new CanvasEvent.WidgetResized("todo-1", new Size(4, 4), new Size(3, 4), PUSHED),
                new CanvasEvent.WidgetRemoved("todo-1", PUSHED),
                new CanvasEvent.WidgetRestored("todo-1", new Position(4, 0), PUSHED),
                new CanvasEvent.WidgetLocked(
                        "todo-1", true, new Position(4, 3), new Position(4, 0), PUSHED),
                new CanvasEvent.WidgetRaised("todo-1", 7, 1),
                new CanvasEvent.WidgetRenamed("todo-1", "Shopping", "Todo"),
                new CanvasEvent.WidgetUpgraded(
                        "todo-1",
                        "1.1.0",
                        new Size(2, 3),
                        new Size(8, 12),
                        new CanvasEvent.AppRelease("1.0.0", new Size(2, 2), new Size(6, 12))),
                new CanvasEvent.ScreenArranged(
                        Screen.TABLET,
                        Map.of("todo-1", place),
                        Map.of("todo-1", other, "notes", place)),
                new CanvasEvent.LayoutSaved(
                        "layout-1",
                        "Morning",
                        Map.of("todo-1", place),
                        new ScreenPlaces(Map.of("todo-1", other), Map.of("todo-1", other))),
                new CanvasEvent.LayoutLoaded(
                        "layout-1",
                        Map.of("todo-1", place, "notes", other),
                        List.of("notes"),
                        Map.of("todo-1", other, "notes", place),
                        new CanvasEvent.SavedLayout("layout-2", "Before loading")),
                new CanvasEvent.LayoutReverted(
                        "layout-1",
                        Map.of("todo-1", other, "notes", place),
                        List.of("notes"),
                        Map.of("todo-1", place, "notes", other)),
                new CanvasEvent.CommentAdded(
                        "comment-1",
                        "Is this done, <@grace>?",
                        List.of("grace"),
                        "todo-1",
                        "comment-0",
                        AT - 2_048,
                        List.of("alan")),
                new CanvasEvent.CommentEdited(
                        "comment-1", "Done, <@grace>?", List.of("grace"), "Is this done?"),
                new CanvasEvent.CommentResolved("comment-1", true),
                new CanvasEvent.CommentRemoved("comment-1"),
                new CanvasEvent.CommentRestored("comment-1", comment()),
                new CanvasEvent.MemberJoined("grace", Role.EDITOR, "link-1"),
                new CanvasEvent.MemberRoleChanged("grace", Role.VIEWER, Role.EDITOR),
                new CanvasEvent.MemberRemoved("grace", Role.VIEWER),
                new CanvasEvent.LinkCreated("link-1", Role.EDITOR, "ab12", 1_763_900_000_000L),
                new CanvasEvent.LinkRevoked("link-1"),
                new CanvasEvent.Deleted(),
                new CanvasEvent.Restored());
    }

    private static CommentView comment() {
        return new CommentView(
                "comment-1",
                "Done, <@grace>?",
                List.of("grace"),
                "todo-1",
                "comment-0",
                AT - 2_048,
                "ada",
                "2025-11-22T08:26:40Z",
                "2025-11-22T08:26:41Z",
                true,
                "grace",
                "2025-11-22T08:26:42Z",
                false);
    }

    /** Of a backend's events each backend has its own samples. */
    public static List<WidgetEvent> widget() {
        var patch = Json.object().put("colour", "red").putNull("note");
        var was = Json.object().putNull("colour").put("note", "old");
        return List.of(
                new WidgetEvent.Seeded(
                        "todo", "1.0.0", config(), Json.object().put("colour", "red")),
                new WidgetEvent.Configured(config(), Json.object()),
                new WidgetEvent.StatePatched(patch, was),
                new WidgetEvent.Emitted("timer.rang", Json.object().put("after", 25)));
    }

    public static List<AppEvent> app() {
        return List.of(
                new AppEvent.Registered(manifest()),
                new AppEvent.VersionPublished(manifest()),
                new AppEvent.Revoked("1.0.0", "It tells others what you write"),
                new AppEvent.Suspended("We are looking into it"),
                new AppEvent.Reinstated(),
                new AppEvent.Rated(4),
                new AppEvent.Shared("2.0.0"));
    }

    public static AppSpecification specification() {
        var name = AppSpecification.Field.of("name", "Name", FieldType.TEXT).mandatory();
        var streak = AppSpecification.Field.of("streak", "Streak", FieldType.NUMBER);
        return new AppSpecification(
                "Habits",
                "Habits and how long they have been kept",
                "list-checks",
                List.of(new AppSpecification.Entity("habits", "Habit", List.of(name, streak))),
                List.of(AppSpecification.View.of(Kind.LIST, "Habits", "habits")),
                List.of(
                        new AppSpecification.Action(
                                AppSpecification.Doing.STEP, "habits", "streak")),
                null);
    }

    public static List<GenerationEvent> generation() {
        var maker = new Maker("openai", "gpt-oss-120b", Maker.MODEL, 7L, 1_234, 850);
        var finding = new CodeReport.Finding("no-eval", 3, "eval runs text as code");
        return List.of(
                new GenerationEvent.Requested("Habits with a streak", "canvas-1", specification()),
                new GenerationEvent.Refined(2, "Add a due date", null),
                new GenerationEvent.Analysed(1, specification(), Maker.embedded(12)),
                new GenerationEvent.CodeGenerated(
                        1, 1, "0123456789abcdef0123456789abcdef", "gesso.app({});", maker),
                new GenerationEvent.Validated(1, 1, new CodeReport("1", List.of(finding))),
                new GenerationEvent.SandboxTested(
                        1,
                        1,
                        new TestReport(
                                true,
                                List.of(new TestReport.Step("mount", true, 12, "3 controls")),
                                List.of("log: hello"),
                                List.of(new TestReport.Call("command records.add", 2)),
                                40),
                        List.of(new Picture("start", "{\"t\":\"p\",\"c\":[\"Nothing yet\"]}"))),
                new GenerationEvent.Packaged(1, manifest()),
                new GenerationEvent.Published(1),
                new GenerationEvent.Placed("habits-1", null),
                new GenerationEvent.Failed(2, new Failure("analyse", "Say what it keeps", false)),
                new GenerationEvent.Cancelled(2),
                new GenerationEvent.ApprovalAsked(1),
                new GenerationEvent.Approved(1),
                new GenerationEvent.Rejected(1, "It asks for passwords"),
                new GenerationEvent.Shared(1));
    }

    public static List<ServerFrame> server() {
        var data = Json.object().put("widget", "todo-1");
        return List.of(
                new ServerFrame.Hello(
                        "session-1",
                        new ServerFrame.UserOf("ada", "Ada"),
                        Role.EDITOR,
                        "canvas-1",
                        AT),
                new ServerFrame.State("todo-1", 12, AT, Json.object().put("any", "view")),
                new ServerFrame.Ready(AT),
                new ServerFrame.Ack("0197-op", 13, AT, data),
                new ServerFrame.No("0197-op", Refusal.FORBIDDEN, "not with the role viewer"),
                new ServerFrame.Retry("0197-op", 250, null),
                new ServerFrame.Ev(
                        "canvas",
                        13,
                        AT,
                        "ada",
                        "tab-1",
                        "0197-op",
                        "0197-cause",
                        "0197-first",
                        "widget-raised",
                        Json.object().put("widget", "todo-1").put("z", 7).put("was", 1)),
                new ServerFrame.Live("session-1", "ada", cursor()),
                new ServerFrame.Peers(
                        List.of(new ServerFrame.Peer("session-1", "ada", "Ada", Role.EDITOR)),
                        List.of("session-2")),
                new ServerFrame.RoleIs(Role.VIEWER),
                new ServerFrame.Registry(
                        Map.of(
                                "todo",
                                new Standing(
                                        "1.1.0",
                                        Standing.Status.ACTIVE,
                                        null,
                                        Map.of("1.0.0", "It tells others what you write")))),
                new ServerFrame.Bye("revoked"),
                new ServerFrame.Pong(1));
    }

    public static List<ClientFrame> client() {
        return List.of(
                new ClientFrame.Join(
                        "tab-1", Map.of("canvas", 12L, "todo-1", 7L), Json.tree("all")),
                new ClientFrame.Watch(List.of("todo-1")),
                new ClientFrame.Unwatch(List.of("todo-1")),
                new ClientFrame.Cmd(
                        "0197-op",
                        "canvas",
                        "raise-widget",
                        Json.object().put("widget", "todo-1"),
                        "0197-cause",
                        "0197-first",
                        true),
                new ClientFrame.Live(cursor()),
                new ClientFrame.Auth("header.payload.signature"),
                new ClientFrame.Ping(1));
    }

    private static JsonNode config() {
        return Json.object().put("title", "Groceries").put("hideDone", true);
    }

    private static JsonNode cursor() {
        var data = Json.object();
        data.putObject("cursor").put("x", 1.5).put("y", 2);
        return data;
    }
}
