package gesso.deploy;

import gesso.cluster.canvas.CanvasReplay;
import gesso.cluster.feed.TopicReader;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code gesso rebuild-from-topic CANVAS}: an example of a service outside. It makes a canvas, with
 * the data of all its apps, of what the topic has, and knows nothing else.
 */
@Command(
        name = "rebuild-from-topic",
        mixinStandardHelpOptions = true,
        description =
                "Prints a canvas with the data of all its apps, as GET /api/canvas/CANVAS/at/INSTANT"
                        + " tells its owner, made of the events in Kafka alone.")
final class RebuildFromTopicCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "CANVAS", description = "its id")
    @SuppressWarnings("NullAway.Init")
    private String canvas;

    @Option(
            names = "--kafka",
            required = true,
            paramLabel = "HOST:PORT,...",
            description = "where the topic is")
    @SuppressWarnings("NullAway.Init")
    private String kafka;

    @Option(
            names = "--topic",
            defaultValue = "gesso.events",
            paramLabel = "NAME",
            description = "default gesso.events")
    @SuppressWarnings("NullAway.Init")
    private String topic;

    @Option(
            names = "--at",
            defaultValue = "" + Long.MAX_VALUE,
            paramLabel = "INSTANT",
            description = "a clock value: Unix milliseconds x 2048 + counter; default all there is")
    private long instant;

    @Override
    public Integer call() {
        if (!Ids.isEntity(canvas)) {
            throw new ParameterException(
                    spec.commandLine(), "'" + canvas + "' is no id of a canvas");
        }
        var replay = new CanvasReplay(canvas, instant);
        new TopicReader(KafkaOption.parsed(spec, kafka), topic).read(canvas, replay::add);
        var state = replay.result();
        if (state.isNull()) {
            throw new CannotStart("The topic has no canvas '" + canvas + "' at that instant.");
        }
        System.out.println(Json.text(state));
        return 0;
    }
}
