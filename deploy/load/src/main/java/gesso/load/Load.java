package gesso.load;

import gesso.load.server.Unable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point: reads the command line, runs one scenario, ends with its status. */
@Command(
        name = "./gesso load",
        description =
                "Drives Gesso as many people do and measures it. Every figure stands for this machine at this"
                        + " moment; compare runs of one machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SCENARIO",
        commandListHeading = "%nScenarios:%n",
        footer = {
            "",
            "'./gesso load SCENARIO --help' lists a scenario's options with their defaults.",
            "Status: 0 all well, 1 something was lost or the run was not possible, 2 misuse, 130 Ctrl-C."
        },
        subcommands = {
            RoomCommand.class,
            RoomsCommand.class,
            IdleCommand.class,
            PresenceCommand.class,
            StormCommand.class,
            SaturateCommand.class,
            HotCommand.class,
            WideCommand.class,
            HeapCommand.class
        })
public final class Load implements Runnable {
    private static final int INTERRUPTED = 130;

    private final Stop stop;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Load(Stop stop) {
        this.stop = stop;
    }

    public static void main(String[] arguments) {
        var stop = new Stop().install();
        int status = commandLine(stop).execute(arguments);
        boolean stopped = stop.isAsked();
        stop.done();
        System.exit(stopped ? INTERRUPTED : status);
    }

    static CommandLine commandLine(Stop stop) {
        return new CommandLine(new Load(stop), new Scenarios(stop))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((misuse, _) -> {
                    misuse.getCommandLine().getErr().println("gesso load: " + misuse.getMessage());
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, line, _) -> {
                    if (failure instanceof Unable unable) {
                        line.getErr().println("gesso load: " + unable.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw failure;
                });
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "which scenario? one of " + String.join(", ", spec.subcommands().keySet()));
    }

    Stop stop() {
        return stop;
    }

    /** Gives every scenario the one wish to stop. */
    private record Scenarios(Stop stop) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getDeclaredConstructor(Stop.class).newInstance(stop);
            } catch (NoSuchMethodException plain) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
