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

    @Option(
            names = "--shown",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "of so many others at most the server shows each person the cursor (its presence-shown); default ${DEFAULT-VALUE}")
    int shown;

    PresenceCommand(Stop stop) {
        super(stop);
    }

    @Override
    void check() {
        within("--shown", shown, 1, 10_000);
        super.check();
    }

    @Override
    int shown() {
        return shown;
    }

    @Override
    Shape shape() {
        return new Shape(1, users, 0, rate, 1, gesso.load.client.Moves.CURSORS, "free");
    }
}
