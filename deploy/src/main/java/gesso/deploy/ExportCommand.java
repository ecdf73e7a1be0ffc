package gesso.deploy;

import gesso.deploy.transfer.Exporting;
import gesso.deploy.transfer.Form;
import gesso.deploy.transfer.Server;
import gesso.protocol.Ids;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gesso export CANVAS}: all that ever happened on a canvas, into a folder of files. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes every event of a canvas and its widgets into a folder, with a manifest and"
                        + " the hashes of all files. ./gesso import takes it into another Gesso.")
final class ExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "CANVAS", description = "its id: the last part of its address")
    @SuppressWarnings("NullAway.Init")
    private String canvas;

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080",
            paramLabel = "URL",
            description = "the Gesso; default http://localhost:8080")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "of somebody who may see the canvas; better as GESSO_TOKEN")
    private @Nullable String token;

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description =
                    "sign in as this person instead; the password is asked for, or GESSO_PASSWORD")
    private @Nullable String email;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "a folder that is not there yet; default CANVAS")
    private @Nullable Path out;

    @Option(
            names = "--format",
            defaultValue = "ndjson",
            paramLabel = "FORM",
            description = "ndjson, csv or parquet; default ndjson")
    @SuppressWarnings("NullAway.Init")
    private Form form;

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description =
                    "a clock value or ISO time, inclusive; such an export cannot be imported."
                            + " Default: the canvas's birth")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "exclusive; default up to now")
    private @Nullable String to;

    @Option(
            names = "--rate",
            defaultValue = "20000",
            paramLabel = "EVENTS",
            description =
                    "a second at most, so that those who edit are not kept waiting; 0 for as many as"
                            + " come, default 20000")
    private int rate;

    @Override
    public Integer call() throws InterruptedException {
        if (rate < 0) {
            throw new ParameterException(spec.commandLine(), "--rate wants a number from 0");
        }
        if (!Ids.isEntity(canvas)) {
            throw new ParameterException(
                    spec.commandLine(), "'" + canvas + "' is no id of a canvas");
        }
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new ParameterException(spec.commandLine(), "--url wants http://HOST:PORT");
        }
        long began = System.nanoTime();
        var folder = out == null ? Path.of(canvas) : out;
        var told = new Told("events");
        try (var server = new Server(url, token == null ? "" : token, signIn(), rate)) {
            var wanted = new Exporting.Wanted(canvas, from, to, form, folder);
            var done = new Exporting(server, wanted, told::at).run();
            System.out.printf(
                    Locale.ROOT,
                    "'%s': %,d events from %s to %s, in %s (%s, %.1f MB), in %.1f s%n",
                    done.title(),
                    done.events(),
                    done.fromTime(),
                    done.toTime(),
                    folder,
                    form,
                    done.bytes() / 1e6,
                    (System.nanoTime() - began) / 1e9);
        }
        return 0;
    }

    private Server.@Nullable SignIn signIn() {
        if (email == null) {
            return null;
        }
        var given = System.getenv("GESSO_PASSWORD");
        if (given != null) {
            return new Server.SignIn(email, given);
        }
        var console = System.console();
        var typed = console == null ? null : console.readPassword("Password of %s: ", email);
        if (typed == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--email wants a terminal to ask for the password, or GESSO_PASSWORD");
        }
        return new Server.SignIn(email, new String(typed));
    }
}
