package gesso.cluster.canvas;

import gesso.cluster.TestCluster;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.OperationReply.Accepted;
import gesso.protocol.widget.WidgetCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A canvas of ann's with three apps and a past of so many edits, made by chance from a seed. */
final class LongAgo {
    private static final List<String> APPS = List.of("todo", "chat", "calendar");

    final String canvas = Ids.fresh();
    final List<Long> instants = new ArrayList<>();
    private final TestCluster cluster;
    private final Random random;
    private long access;

    LongAgo(TestCluster cluster, Random random, int edits) {
        this.cluster = cluster;
        this.random = random;
        canvas(new CanvasCommand.Create("Long ago", null));
        APPS.forEach(this::add);
        for (int i = 0; i < edits; i++) {
            edit(i);
        }
    }

    private void canvas(Command command) {
        var reply =
                cluster.execute(
                        cluster.canvas(canvas),
                        TestCluster.operation("ann", TestCluster.fresh(), 0, command));
        if (reply instanceof Accepted accepted) {
            instants.add(accepted.at());
            if (accepted.events().stream().anyMatch(EventViews::changesAccess)) {
                access = accepted.revision();
            }
        }
    }

    private void add(String app) {
        var ref =
                new CanvasCommand.AppRef(
                        "1.0.0", app, app, new Size(3, 3), new Size(1, 1), new Size(12, 24));
        canvas(
                new CanvasCommand.AddWidget(
                        app, new Position(random.nextInt(9), 0), null, null, "w-" + app, ref));
    }

    private void edit(int number) {
        var app = APPS.get(random.nextInt(APPS.size()));
        var widget = "w-" + app;
        switch (random.nextInt(9)) {
            case 0 ->
                    canvas(
                            new CanvasCommand.MoveWidget(
                                    widget, new Position(random.nextInt(9), random.nextInt(9))));
            case 1 ->
                    canvas(
                            number % 3 == 0
                                    ? new CanvasCommand.RemoveWidget(widget)
                                    : new CanvasCommand.RestoreWidget(widget));
            case 2 -> canvas(new CanvasCommand.RenameWidget(widget, "Name " + number));
            case 3 ->
                    widget(
                            app,
                            new WidgetCommand.SetState(
                                    Json.object().put("key" + number % 5, number)));
            case 4 -> widget(app, new WidgetCommand.Configure(Json.object().put("n", number)));
            default -> widget(app, own(app, number));
        }
    }

    private static Command own(String app, int number) {
        var data = Json.object();
        return switch (app) {
            case "todo" -> new WidgetCommand.App("todo.add", data.put("text", "Todo " + number));
            case "chat" ->
                    new WidgetCommand.App("chat.post", data.put("text", "Message " + number));
            default ->
                    new WidgetCommand.App(
                            "calendar.add",
                            data.put("title", "Entry " + number)
                                    .put("start", "2026-03-01T10:00:00Z")
                                    .put("end", "2026-03-01T11:00:00Z"));
        };
    }

    private void widget(String app, Command command) {
        var entity =
                cluster.entity(EntityKeys.widget(app), EntityKeys.widgetEntity(canvas, "w-" + app));
        var reply =
                cluster.execute(
                        entity, TestCluster.operation("ann", TestCluster.fresh(), access, command));
        if (reply instanceof Accepted accepted) {
            instants.add(accepted.at());
        }
    }
}
