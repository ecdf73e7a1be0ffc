package gesso.chaos;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The nodes of one cluster on this machine, over one database. */
final class Fleet {
    /** More than people's own limits allow: here a few people are many. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("GESSO_COMMANDS_PER_SECOND", "100000", "GESSO_TOKEN_LIFETIME", "24h");

    private final List<NodeProcess> nodes;
    private final Launch launch;
    private final String database;

    /** With three nodes or more the last one is an edge alone. */
    Fleet(int count, Launch launch, String database, Network network, Path folder) {
        this.launch = launch;
        this.database = database;
        this.nodes =
                IntStream.rangeClosed(1, count)
                        .mapToObj(n -> new NodeProcess(n, roles(n, count), network, folder))
                        .toList();
    }

    private static String roles(int number, int count) {
        return number >= 3 && number == count ? "edge" : "canvas,edge,feed";
    }

    List<NodeProcess> nodes() {
        return nodes;
    }

    List<NodeProcess> hosts() {
        return nodes.stream().filter(NodeProcess::hosts).toList();
    }

    /** The one that has run for longest. */
    NodeProcess oldest() {
        return hosts().stream().min(Comparator.comparingLong(NodeProcess::startedAt)).orElseThrow();
    }

    URI someEdge(Random random) {
        return nodes.get(random.nextInt(nodes.size())).edge();
    }

    void start() {
        nodes.forEach(this::start);
    }

    void start(NodeProcess node) {
        var seeds = nodes.stream().map(NodeProcess::remote).collect(Collectors.joining(","));
        node.start(launch, seeds, database, ENVIRONMENT);
    }

    /** Ends all in order. */
    void stop() throws InterruptedException {
        for (var node : nodes) {
            node.stop();
        }
        for (var node : nodes) {
            node.awaitEnd();
        }
    }

    boolean awaitReady(Duration patience) {
        return Waiting.until(patience, () -> notReady().isEmpty());
    }

    /** Whether it runs, ready or not. */
    boolean answers(NodeProcess node) {
        return Web.get(node.ops(), "/ready", null).status() != 0;
    }

    /** Who says of itself that it is not ready, or does not know as many members as there are. */
    List<String> notReady() {
        var waiting = new ArrayList<String>();
        for (var node : nodes) {
            if (Web.get(node.ops(), "/ready", null).status() != 200) {
                waiting.add("node " + node.number + " is not ready");
                continue;
            }
            var members = Web.get(node.ops(), "/cluster", null).body().path("members");
            int up = 0;
            for (var member : members) {
                up += member.path("status").asText().equalsIgnoreCase("up") ? 1 : 0;
            }
            if (up != nodes.size() || members.size() != up) {
                waiting.add("node " + node.number + " knows " + up + " members that are up");
            }
        }
        return waiting;
    }
}
