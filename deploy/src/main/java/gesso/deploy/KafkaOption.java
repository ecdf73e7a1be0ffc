package gesso.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --kafka}: a broker of our own, or one that is there, for all events. */
final class KafkaOption {
    private static final String OWN = "true";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--kafka",
            arity = "0..1",
            fallbackValue = OWN,
            paramLabel = "HOST:PORT",
            description = "every event goes to Kafka, too: there, or to a broker of its own")
    private @Nullable String kafka;

    /** Refuses what no server can be, as misuse of the command line. */
    void check() {
        if (!isOwn()) {
            parsed(spec, wanted());
        }
    }

    /** Starts the broker where it is to be our own; the servers, or nothing. */
    String servers(Lifetime lifetime, @Nullable Path data)
            throws IOException, InterruptedException {
        if (!isOwn()) {
            return parsed(spec, wanted());
        }
        var at = OwnBroker.start(lifetime, data == null ? Places.data() : data).toString();
        System.out.println("Kafka at " + at);
        return at;
    }

    private boolean isOwn() {
        return wanted().equals(OWN);
    }

    private String wanted() {
        return kafka == null || kafka.equals("false") ? "" : kafka.strip();
    }

    static String parsed(CommandSpec spec, String text) {
        try {
            return text.isEmpty()
                    ? ""
                    : HostPort.parseAll(text).stream()
                            .map(HostPort::toString)
                            .collect(Collectors.joining(","));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--kafka': " + wrong.getMessage());
        }
    }
}
