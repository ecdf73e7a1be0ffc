package gesso.edge.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.access.Caller;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.canvas.Template.Part;
import gesso.edge.live.Apps;
import gesso.protocol.Json;
import gesso.protocol.Sums;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.CanvasCommand.GridChange;
import gesso.protocol.canvas.Place;
import gesso.protocol.canvas.Screen;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.widget.WidgetCommand;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A new canvas out of a template: created, then one widget after the other added and seeded, then
 * arranged for smaller screens. Each step has an operation id that follows from the whole's, so who
 * sends the whole again after a crash in the middle gets what is missing, and nothing twice.
 */
final class CanvasFromTemplate {
    private final Operations operations;
    private final Apps apps;
    private final Caller caller;
    private final String canvas;
    private final String op;
    private final Template template;

    CanvasFromTemplate(
            Operations operations,
            Apps apps,
            Caller caller,
            String canvas,
            String op,
            Template template) {
        this.operations = operations;
        this.apps = apps;
        this.caller = caller;
        this.canvas = canvas;
        this.op = op;
        this.template = template;
    }

    /** Accepted as the creation was, when all is done; else why the rest is not done yet. */
    CompletionStage<OperationReply> make(@Nullable String title, JsonNode body) {
        var grid = template.grid();
        var create =
                new CanvasCommand.Create(
                        title,
                        new GridChange(
                                grid.columns(), grid.rowHeight(), grid.gap(), grid.collision()));
        return operations
                .submitAsStranger(Wish.ofCanvas(caller, canvas, op, "#create", body, create))
                .thenCompose(created -> unless(created, () -> widgets(created)));
    }

    private interface Next {
        CompletionStage<OperationReply> run();
    }

    /** A step that was not accepted ends the whole. */
    private static CompletionStage<OperationReply> unless(OperationReply became, Next next) {
        return became instanceof OperationReply.Accepted
                ? next.run()
                : CompletableFuture.completedFuture(became);
    }

    private CompletionStage<OperationReply> widgets(OperationReply created) {
        CompletionStage<OperationReply> all = CompletableFuture.completedFuture(created);
        for (int i = 0; i < template.widgets().size(); i++) {
            int n = i;
            all = all.thenCompose(became -> unless(became, () -> widget(n)));
        }
        for (var screen : Screen.values()) {
            all = all.thenCompose(became -> unless(became, () -> screen(screen)));
        }
        return all.thenApply(
                became -> became instanceof OperationReply.Accepted ? created : became);
    }

    /** An app that is out of use is left out: the rest is useful without it. */
    private CompletionStage<OperationReply> widget(int n) {
        var part = template.widgets().get(n);
        return apps.find(new Apps.Wanted.Offered(part.appId(), canvas))
                .thenCompose(found ->
                        switch (found) {
                            case Apps.Found.Known(var app) ->
                                    operations
                                            .submitAsStranger(added(n, part, app))
                                            .thenCompose(became ->
                                                    unless(became, () -> seeded(n, part, became)));
                            case Apps.Found.Refused _ ->
                                    CompletableFuture.completedFuture(nothing());
                        });
    }

    private Wish added(int n, Part part, AppRef app) {
        var titled =
                new AppRef(
                        app.version(),
                        part.title(),
                        app.backend(),
                        app.size(),
                        app.min(),
                        app.max());
        var add =
                new AddWidget(
                        part.appId(),
                        part.position(),
                        part.size(),
                        part.config(),
                        widgetId(n),
                        titled);
        return step("widget-" + n, EventView.CANVAS, add);
    }

    private CompletionStage<OperationReply> seeded(int n, Part part, OperationReply became) {
        var start = part.start();
        if (start == null) {
            return CompletableFuture.completedFuture(became);
        }
        var config = part.config() == null ? Json.object() : part.config();
        var seed = new WidgetCommand.Seed(part.appId(), start.version(), config, start.state());
        return operations.submit(step("widget-" + n, widgetId(n), seed));
    }

    private CompletionStage<OperationReply> screen(Screen screen) {
        Map<String, Place> places = new TreeMap<>();
        for (int i = 0; i < template.widgets().size(); i++) {
            var screens = template.widgets().get(i).screens();
            var place = screens == null ? null : screens.on(screen);
            if (place != null) {
                places.put(widgetId(i), place);
            }
        }
        if (places.isEmpty()) {
            return CompletableFuture.completedFuture(nothing());
        }
        return operations
                .submitAsStranger(
                        step(
                                screen.code(),
                                EventView.CANVAS,
                                new CanvasCommand.ArrangeScreen(screen, places)))
                // A widget that was left out, or is gone by now, has no place: the page finds one.
                .thenApply(became -> became instanceof OperationReply.Refused ? nothing() : became);
    }

    private Wish step(String name, String to, gesso.protocol.entity.Command command) {
        return new Wish(
                caller,
                canvas,
                Sums.id("template", op, name),
                op,
                to,
                "#template",
                Json.object().put("step", name),
                command);
    }

    private String widgetId(int n) {
        return Sums.id("template", canvas, "widget-" + n);
    }

    private OperationReply nothing() {
        return new OperationReply.Accepted(op, 0, 0, (@Nullable JsonNode) null, List.of());
    }
}
