package gesso.deploy.whole;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** {@code ./gesso cluster N} as an operator runs it, and its nodes by their numbers from 1. */
final class ClusterNodes implements AutoCloseable {
    static final int STEP = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Pattern READY =
            Pattern.compile(
                    "(?m)^Node (\\d) is ready at http://localhost:(\\d+) \\(ops (\\d+), pid (\\d+)\\)$");

    final GessoProcess process;
    final Path data;
    private final int count;

    private ClusterNodes(GessoProcess process, Path data, int count) {
        this.process = process;
        this.data = data;
        this.count = count;
    }

    /** Starts N nodes and returns when all of them are ready. */
    static ClusterNodes start(int count) {
        var base = freeBlock(count);
        var data = SharedGesso.folder("cluster");
        var process =
                GessoProcess.start(
                        base,
                        base + 1,
                        base + 2,
                        Map.of(),
                        "cluster",
                        String.valueOf(count),
                        "--data",
                        data.toString());
        var nodes = new ClusterNodes(process, data, count);
        try {
            IntStream.rangeClosed(1, count).forEach(number -> nodes.awaitReady(number, 0));
            return nodes;
        } catch (RuntimeException | Error notReady) {
            process.close();
            throw notReady;
        }
    }

    /** The first of a row of ports that are free for all nodes. */
    private static int freeBlock(int count) {
        for (var base = 21_000; base < 30_000; base += 100) {
            var first = base;
            if (IntStream.range(0, count * STEP).allMatch(i -> isFree(first + i))) {
                return base;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    int port(int number) {
        return process.port + STEP * (number - 1);
    }

    int opsPort(int number) {
        return process.opsPort + STEP * (number - 1);
    }

    int remotePort(int number) {
        return process.remotePort + STEP * (number - 1);
    }

    URI edge(int number) {
        return URI.create("http://localhost:" + port(number));
    }

    /** The process of the node as its newest line tells it; 0 when there is none yet. */
    long pid(int number) {
        var pid = 0L;
        var lines = READY.matcher(process.output());
        while (lines.find()) {
            if (Integer.parseInt(lines.group(1)) == number
                    && Integer.parseInt(lines.group(2)) == port(number)
                    && Integer.parseInt(lines.group(3)) == opsPort(number)) {
                pid = Long.parseLong(lines.group(4));
            }
        }
        return pid;
    }

    /** Returns when the node says that it is ready as another process than {@code before}. */
    long awaitReady(int number, long before) {
        await("node " + number)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            if (!process.isAlive()) {
                                throw new AssertionError(process.output());
                            }
                            return pid(number);
                        },
                        pid -> pid != 0 && pid != before);
        return pid(number);
    }

    void signal(int number, String name) {
        GessoProcess.signal(name, pid(number));
    }

    /** The cluster as this node sees it. */
    JsonNode picture(int number) {
        return ops(opsPort(number));
    }

    static JsonNode ops(int opsPort) {
        var uri = URI.create("http://localhost:" + opsPort + "/cluster");
        var answer =
                Person.anonymous(URI.create("http://localhost:" + opsPort))
                        .send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)));
        return Json.parse(answer.ok().raw().body()).orElseThrow();
    }

    /** Waits until every node sees the same so many members, all of them up and reachable. */
    void awaitWhole(int members) {
        await("one cluster")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        IntStream.rangeClosed(1, count)
                                                .mapToObj(this::picture)
                                                .map(ClusterNodes::upAndReachable)
                                                .distinct()
                                                .count()
                                        == 1
                                && upAndReachable(picture(1)).size() == members);
    }

    private static TreeSet<String> upAndReachable(JsonNode picture) {
        var addresses = new TreeSet<String>();
        picture.path("members")
                .forEach(member -> {
                    var well =
                            member.path("status").asText().equals("up")
                                    && member.path("reachable").asBoolean();
                    addresses.add((well ? "" : "not well ") + member.path("address").asText());
                });
        return addresses;
    }

    String databaseUrl() throws IOException {
        return Files.readString(data.resolve("database.url")).strip();
    }

    @Override
    public void close() {
        process.close();
    }
}
