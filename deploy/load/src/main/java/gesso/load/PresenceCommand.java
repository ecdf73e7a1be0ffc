package gesso.load;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Cursors alone. */
@Command(
        name = "presence",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Cursors of many people on one canvas; nothing is stored.")
final class PresenceCommand extends Flowing {
    @Option(
            names = "--users",
            paramLabel = "U",
            defaultValue = "300",
            description = "people; default ${DEFAULT-VALUE}")
    int users;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "20",
            description = "cursor places a second of each; default ${DEFAULT-VALUE}")
    double rate;

    PresenceCommand(Stop stop) {
        super(stop);
    }

    @Override
    Shape shape() {
        return new Shape(1, users, 0, rate, 1, gesso.load.client.Moves.CURSORS, "free");
    }
}
