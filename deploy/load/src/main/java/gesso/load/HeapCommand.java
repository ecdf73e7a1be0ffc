package gesso.load;

import gesso.load.report.Figure;
import gesso.load.server.Api;
import gesso.load.server.Api.Person;
import gesso.load.server.Heap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What canvases and widgets cost that are in memory but that nobody looks at. */
@Command(
        name = "heap",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes canvases, then widgets with some operations each, and asks the server's JVM what they hold"
                        + " alive when nothing has come for a while. Nobody is connected.")
final class HeapCommand extends Scenario {
    /** Of each key: sixteen of them are about 1 KB of state. */
    private static final int VALUE_CHARS = 56;

    @Option(
            names = "--canvases",
            paramLabel = "N",
            defaultValue = "100",
            description = "canvases; default ${DEFAULT-VALUE}")
    int canvases;

    @Option(
            names = "--widgets",
            paramLabel = "N",
            defaultValue = "20",
            description = "widgets on each; default ${DEFAULT-VALUE}")
    int widgets;

    @Option(
            names = "--operations",
            paramLabel = "N",
            defaultValue = "16",
            description =
                    "edits of each widget, each of another key of its state; default ${DEFAULT-VALUE}")
    int operations;

    @Option(
            names = "--rest",
            paramLabel = "S",
            defaultValue = "15",
            description =
                    "seconds to wait before asking: longer than the server's gesso.limits.entity.rest,"
                            + " shorter than its idle; default ${DEFAULT-VALUE}")
    int rest;

    HeapCommand(Stop stop) {
        super(stop);
    }

    @Override
    void check() {
        within("--canvases", canvases, 1, 10_000);
        within("--widgets", widgets, 1, 200);
        within("--operations", operations, 1, 1_000);
        within("--rest", rest, 0, 3_600);
        refuseIf(url != null && pids.isEmpty(), "heap measures memory: with --url it needs --pid");
    }

    @Override
    Outcome run(Target target) {
        var api = new Api(target.address());
        var stage = new Stage(api, progress, stop);
        var owner = api.guest("Load");
        widget(api, stage, owner, api.canvas(owner, "First", "free"), 0); // all code has run once
        long nothing = live(target);
        var made = stage.all("canvases", canvases, n -> api.canvas(owner, "Load " + n, "free"));
        long withCanvases = live(target);
        int all = canvases * widgets;
        var ids =
                stage.all(
                        "widgets",
                        all,
                        n -> widget(api, stage, owner, made.get(n / widgets), n % widgets));
        long withWidgets = live(target);
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("widgets", ids.size(), "widgets"));
        figures.add(
                new Figure(
                        "live heap per canvas",
                        (withCanvases - nothing) / 1024.0 / canvases,
                        "KiB"));
        figures.add(
                new Figure(
                        "live heap per widget",
                        (withWidgets - withCanvases) / 1024.0 / all,
                        "KiB"));
        return new Outcome(
                "%d edits of each widget, %d characters of state".formatted(operations, state()),
                options(),
                List.of(),
                figures,
                List.of());
    }

    private int state() {
        return operations * VALUE_CHARS;
    }

    private String widget(Api api, Stage stage, Person owner, String canvas, int place) {
        var id = stage.widget(owner, canvas, place);
        for (int i = 0; i < operations; i++) {
            api.setState(owner, id, "key" + i, "x".repeat(VALUE_CHARS));
        }
        return id;
    }

    private long live(Target target) {
        progress.say("waiting until they rest");
        Stop.pause(Duration.ofSeconds(rest));
        progress.say("asking what is alive");
        return Heap.live(target.processes().servers());
    }

    private Map<String, Object> options() {
        var options = new LinkedHashMap<String, Object>();
        options.put("canvases", canvases);
        options.put("widgets", widgets);
        options.put("operations", operations);
        options.put("rest", rest);
        return options;
    }
}
