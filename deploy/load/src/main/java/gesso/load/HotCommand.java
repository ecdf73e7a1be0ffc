package gesso.load;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One canvas with as many edits as can be. */
@Command(
        name = "hot",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "One canvas, moves in arrays: what one entity can write.")
final class HotCommand extends Flowing {
    @Option(
            names = "--users",
            paramLabel = "U",
            defaultValue = "4",
            description = "sockets; default ${DEFAULT-VALUE}")
    int users;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "25",
            description = "arrays a second of each; default ${DEFAULT-VALUE}")
    double rate;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "100",
            description = "moves in one array; default ${DEFAULT-VALUE}")
    int batch;

    HotCommand(Stop stop) {
        super(stop);
    }

    @Override
    Shape shape() {
        return new Shape(1, users, 0, rate, batch, gesso.load.client.Moves.APART, "free");
    }

    @Override
    void check() {
        within("--batch", batch, 1, 400);
        super.check();
    }
}
