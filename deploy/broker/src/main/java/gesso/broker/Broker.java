package gesso.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * {@code Broker FOLDER PORT CONTROLLER_PORT}: runs until it is told to stop, or until whoever
 * started it has let go of its standard input. What it has acknowledged is on disk.
 */
public final class Broker {
    /** One folder, one cluster: the id tells only that it is ours. */
    private static final String CLUSTER = "Z2Vzc28tb25lLWJyb2tlcg";

    /** So that whoever supervises this tries again: a folder may still be in use, a port taken. */
    private static final int FAILED = 70;

    private Broker() {}

    public static void main(String[] args) throws IOException {
        endWithParent();
        try {
            run(args);
        } catch (RuntimeException | IOException failed) {
            failed.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static void run(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        Files.createDirectories(folder);
        var settings = settings(folder, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        format(folder, settings);
        var properties = new Properties();
        properties.putAll(settings);
        var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop"));
        server.startup();
        server.awaitShutdown();
    }

    private static Map<String, String> settings(Path folder, int port, int controllerPort) {
        var settings = new TreeMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(port, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.resolve("log").toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // There is no second copy: what is acknowledged must be on this disk.
        settings.put("log.flush.interval.messages", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        return settings;
    }

    private static void format(Path folder, Map<String, String> settings) throws IOException {
        if (Files.exists(folder.resolve("log").resolve("meta.properties"))) {
            return;
        }
        var file = folder.resolve("server.properties");
        Files.write(
                file,
                settings.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue().replace("\\", "\\\\"))
                        .toList());
        int status =
                StorageTool.execute(
                        new String[] {
                            "format",
                            "--cluster-id",
                            CLUSTER,
                            "--config",
                            file.toString(),
                            "--ignore-formatted"
                        },
                        System.err);
        if (status != 0) {
            throw new IllegalStateException("the folder cannot be made ready: " + folder);
        }
    }

    private static void endWithParent() {
        Thread.ofPlatform()
                .daemon()
                .name("parent")
                .start(() -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException gone) {
                        System.err.println("The parent vanished: " + gone);
                    }
                    System.exit(0);
                });
    }
}
