package gesso.deploy;

import gesso.cluster.feed.Rebuild;
import gesso.deploy.db.Database;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gesso rebuild --db URL}: all lists anew from the journal, while people work. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description =
                "Makes the lists (canvases, members, widgets, catalogue, notifications, activity)"
                        + " anew from the journal, while nodes run.")
final class RebuildCommand implements Callable<Integer> {
    @Option(
            names = "--db",
            required = true,
            converter = NodeCommand.DatabaseOption.class,
            paramLabel = "URL",
            description =
                    "postgresql://USER:PASSWORD@HOST:PORT/NAME; of ./gesso up it is in"
                            + " DIR/database.url")
    @SuppressWarnings("NullAway.Init")
    private Database database;

    private long told = -1;

    @Override
    public Integer call() {
        long began = System.nanoTime();
        try (var connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            if (!Rebuild.run(connection, this::tell)) {
                throw new CannotStart("Another rebuild is under way.");
            }
        } catch (SQLException failed) {
            throw new CannotStart("The lists stay as they are: " + failed.getMessage(), failed);
        }
        System.out.printf(
                Locale.ROOT,
                "The lists are made anew, in %.1f s.%n",
                (System.nanoTime() - began) / 1e9);
        return 0;
    }

    /** Every tenth of the way. */
    private void tell(long read, long all) {
        long tenth = all == 0 ? 10 : read * 10 / all;
        if (tenth > told) {
            told = tenth;
            System.out.printf(Locale.ROOT, "%3d %%  %,d of %,d events%n", tenth * 10, read, all);
        }
    }
}
