package gesso.load;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many people on one canvas, every one seeing all. */
@Command(
        name = "room",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "U people on one canvas, each moving its widget R times a second, all seeing all.")
final class RoomCommand extends Flowing {
    @Option(
            names = "--users",
            paramLabel = "U",
            defaultValue = "50",
            description = "people; default ${DEFAULT-VALUE}")
    int users;

    @Option(
            names = "--viewers",
            paramLabel = "V",
            defaultValue = "0",
            description = "people who only look; default ${DEFAULT-VALUE}")
    int viewers;

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

    @Option(
            names = "--cursors",
            paramLabel = "R",
            defaultValue = "0",
            description =
                    "cursor places a second that each person who moves shows as well; default ${DEFAULT-VALUE}")
    double cursors;

    RoomCommand(Stop stop) {
        super(stop);
    }

    @Override
    double cursors() {
        return cursors;
    }

    @Override
    Shape shape() {
        return new Shape(1, users, viewers, rate, 1, collision.moves(), collision.toString());
    }

    @Override
    void check() {
        within("--viewers", viewers, 0, 5_000);
        within("--cursors", cursors, 0, 60);
        super.check();
    }
}
