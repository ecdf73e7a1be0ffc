package gesso.deploy;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The entry point: reads the command line and the environment, runs one command, ends with its
 * status.
 */
@Command(
        name = "gesso",
        description = "A live, replayable canvas of micro-apps.",
        mixinStandardHelpOptions = true,
        version = "Gesso 0.1.0",
        subcommands = {
            UpCommand.class,
            NodeCommand.class,
            ClusterCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            RebuildCommand.class,
            RebuildFromTopicCommand.class
        })
public final class Gesso {
    private static final Logger log = LoggerFactory.getLogger(Gesso.class);

    /** The command line or the environment is wrong. */
    static final int MISUSED = CommandLine.ExitCode.USAGE;

    /** Something outside stands in the way: a port, a folder, a database. */
    static final int CANNOT_START = CommandLine.ExitCode.SOFTWARE;

    /** The node was downed by the others, or a defect ended it; a supervisor starts it anew. */
    static final int ENDED_BY_ITSELF = 70;

    private Gesso() {}

    public static void main(String[] args) {
        var lifetime = new Lifetime().install();
        try {
            lifetime.end(commandLine(lifetime, List.of(args)).execute(args));
        } catch (Throwable failure) {
            if (!lifetime.stopping()) {
                throw failure;
            }
            // What still starts while all stops fails in ways that mean nothing.
            log.debug("Stopped while starting", failure);
        }
    }

    static CommandLine commandLine(Lifetime lifetime, List<String> arguments) {
        return new CommandLine(new Gesso(), new CommandFactory(lifetime, arguments))
                .setDefaultValueProvider(Gesso::fromEnvironment)
                .setParameterExceptionHandler(Gesso::explainMisuse)
                .setExecutionExceptionHandler((failure, line, _) ->
                        lifetime.stopping() ? 0 : explain(failure, line.getErr()));
    }

    /** {@code --ops-port} is {@code GESSO_OPS_PORT}: every option is in the environment too. */
    private static @org.jspecify.annotations.Nullable String fromEnvironment(
            CommandLine.Model.ArgSpec argument) {
        if (argument instanceof CommandLine.Model.OptionSpec option
                && !option.usageHelp()
                && !option.versionHelp()) {
            return System.getenv(variable(option.longestName()));
        }
        return null;
    }

    static String variable(String option) {
        return "GESSO_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static int explainMisuse(CommandLine.ParameterException misuse, String[] arguments) {
        var line = misuse.getCommandLine();
        line.getErr().println("gesso: " + misuse.getMessage());
        line.getErr()
                .println(
                        "'./"
                                + line.getCommandSpec().qualifiedName()
                                + " --help' lists the options.");
        return MISUSED;
    }

    private static int explain(Exception failure, PrintWriter err) throws Exception {
        if (failure instanceof CannotStart known) {
            err.println("gesso: " + known.getMessage());
            return CANNOT_START;
        }
        throw failure;
    }

    /** Gives the commands what they share, by constructor. */
    private record CommandFactory(Lifetime lifetime, List<String> arguments)
            implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == UpCommand.class) {
                return type.cast(new UpCommand(lifetime));
            }
            if (type == NodeCommand.class) {
                return type.cast(new NodeCommand(lifetime, arguments));
            }
            if (type == ClusterCommand.class) {
                return type.cast(new ClusterCommand(lifetime));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
