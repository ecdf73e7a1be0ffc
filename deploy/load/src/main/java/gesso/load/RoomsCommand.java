package gesso.load;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many small teams. */
@Command(
        name = "rooms",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Many canvases with a few people each.")
final class RoomsCommand extends Flowing {
    @Option(
            names = "--rooms",
            paramLabel = "N",
            defaultValue = "50",
            description = "canvases; default ${DEFAULT-VALUE}")
    int rooms;

    @Option(
            names = "--users",
            paramLabel = "U",
            defaultValue = "4",
            description = "people on each; default ${DEFAULT-VALUE}")
    int users;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "10",
            description = "moves a second of each; default ${DEFAULT-VALUE}")
    double rate;

    @Option(
            names = "--collision",
            paramLabel = "HOW",
            defaultValue = "free",
            description =
                    "free: widgets may overlap; push: every move pushes others away; default ${DEFAULT-VALUE}")
    Collision collision = Collision.FREE;

    RoomsCommand(Stop stop) {
        super(stop);
    }

    @Override
    Shape shape() {
        return new Shape(rooms, users, 0, rate, 1, collision.moves(), collision.toString());
    }

    @Override
    void check() {
        within("--rooms", rooms, 1, 10_000);
        super.check();
    }
}
