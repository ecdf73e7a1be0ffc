package gesso.load;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Edits spread over many canvases. */
@Command(
        name = "wide",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Edits spread over many canvases, one person on each.")
final class WideCommand extends Flowing {
    @Option(
            names = "--canvases",
            paramLabel = "N",
            defaultValue = "100",
            description = "canvases; default ${DEFAULT-VALUE}")
    int canvases;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "1000",
            description = "moves a second of all together; default ${DEFAULT-VALUE}")
    double rate;

    WideCommand(Stop stop) {
        super(stop);
    }

    @Override
    Shape shape() {
        return new Shape(canvases, 1, 0, rate / canvases, 1, gesso.load.client.Moves.APART, "free");
    }

    @Override
    void check() {
        within("--canvases", canvases, 1, 10_000);
        super.check();
    }
}
