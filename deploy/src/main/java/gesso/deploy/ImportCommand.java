package gesso.deploy;

import gesso.deploy.db.Database;
import gesso.deploy.transfer.Importing;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gesso import DIR}: an exported canvas, with all that ever happened on it. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Brings a canvas that ./gesso export has written, with its whole history, into a"
                        + " Gesso that has never had it, while nodes run: all of it or nothing.")
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "what ./gesso export has made")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

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

    @Option(
            names = "--owner",
            required = true,
            paramLabel = "PERSON",
            description = "who shall own it here: address, name or id of somebody with an account")
    @SuppressWarnings("NullAway.Init")
    private String owner;

    @Override
    public Integer call() throws InterruptedException {
        long began = System.nanoTime();
        var told = new Told("events");
        try (var connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            var done = new Importing(connection, folder, owner, told::at).run();
            System.out.printf(
                    Locale.ROOT,
                    "'%s' is here with %,d events, in %.1f s. It is %s's, at /c/%s%n",
                    done.title(),
                    done.events(),
                    (System.nanoTime() - began) / 1e9,
                    done.owner(),
                    done.canvas());
            if (!done.missing().isEmpty()) {
                System.out.println(
                        "Widgets of these apps wait until they are published here: "
                                + String.join(", ", done.missing()));
            }
            return 0;
        } catch (SQLException failed) {
            throw new CannotStart(
                    "Nothing was imported: " + String.valueOf(failed.getMessage()).strip(), failed);
        }
    }
}
