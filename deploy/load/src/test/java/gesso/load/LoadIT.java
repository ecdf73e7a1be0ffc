package gesso.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./gesso load} as people run it, against a real Gesso. */
class LoadIT {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Ended(int status, String output) {}

    private Ended load(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(ROOT.resolve("gesso").toString(), "load"));
        command.addAll(List.of(arguments));
        var log = folder.resolve("log");
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(log.toFile());
        builder.environment().put("GESSO_BUILT", "1");
        var process = builder.start();
        if (!process.waitFor(280, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + Files.readString(log));
        }
        return new Ended(process.exitValue(), Files.readString(log));
    }

    @Test
    @DisplayName("[DE-83] ten people on one canvas lose nothing, and the report has every figure")
    void room() throws Exception {
        var json = folder.resolve("room.json");
        var html = folder.resolve("room.html");
        var ended =
                load(
                        "room",
                        "--users",
                        "10",
                        "--rate",
                        "5",
                        "--cursors",
                        "10",
                        "--seconds",
                        "4",
                        "--warm-up",
                        "0",
                        "--patience",
                        "120",
                        "--json",
                        json.toString(),
                        "--html",
                        html.toString());
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("edit to screen p99, ms", "server CPU, us per delivery");

        var report = JsonMapper.builder().build().readTree(Files.readString(json));
        assertThat(fields(report))
                .containsExactlyInAnyOrder(
                        "scenario",
                        "sent",
                        "options",
                        "conditions",
                        "flows",
                        "figures",
                        "problems");
        assertThat(report.at("/problems").size()).isZero();
        var flow = report.at("/flows/0");
        assertThat(fields(flow))
                .containsExactlyInAnyOrder(
                        "name",
                        "seconds",
                        "offered",
                        "offeredPerSecond",
                        "acked",
                        "refused",
                        "retried",
                        "delivered",
                        "deliveriesPerSecond",
                        "lost",
                        "gaps",
                        "doubled",
                        "superseded",
                        "closed",
                        "ack",
                        "seen",
                        "framesPerDelivery",
                        "bytesPerDelivery",
                        "sentBytesPerEdit",
                        "cost",
                        "loadAverage",
                        "timeline",
                        "whole");
        assertThat(flow.path("offered").asLong()).isEqualTo(10 * 5 * 4);
        // A second goes before the window, and everything sent is acknowledged in the end.
        assertThat(flow.path("acked").asLong()).isEqualTo(10 * 5 * 5);
        // Edits of the window's edges may be answered on its other side.
        assertThat(flow.at("/ack/count").asLong()).isBetween(10 * 5 * 3L, 10 * 5 * 5L);
        assertThat(flow.at("/seen/count").asLong()).isBetween(10 * 5 * 3 * 9L, 10 * 5 * 5 * 9L);
        for (var nothing : List.of("lost", "gaps", "doubled", "refused", "closed")) {
            assertThat(flow.path(nothing).asLong()).as(nothing).isZero();
        }
        assertThat(flow.at("/cost/serverMicrosPerDelivery").asDouble()).isPositive();
        assertThat(flow.at("/cost/clientCores").asDouble()).isPositive();
        assertThat(Files.readString(html))
                .contains("<svg", "<polyline", "</html>")
                .doesNotContain("src=", "href=");
        assertThat(isRunning(ended.output())).isFalse();
    }

    private static List<String> fields(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean isRunning(String output) {
        var pid =
                output.lines()
                        .filter(line -> line.startsWith("Gesso runs at"))
                        .map(line -> line.replaceAll(".*pid (\\d+).*", "$1"))
                        .findFirst()
                        .orElseThrow();
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    @Test
    @DisplayName("[DE-83] the memory of canvases and widgets that nobody looks at is told")
    void heap() throws Exception {
        var json = folder.resolve("heap.json");
        var ended =
                load(
                        "heap",
                        "--canvases",
                        "20",
                        "--widgets",
                        "2",
                        "--operations",
                        "3",
                        "--rest",
                        "0",
                        "--json",
                        json.toString());
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("live heap per canvas", "live heap per widget");
        var report = JsonMapper.builder().build().readTree(Files.readString(json));
        assertThat(report.at("/figures/0/value").asInt()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "room --users 0",
                "room --users many",
                "room --rate -1",
                "room --seconds 0",
                "room --pid 1",
                "room --url http://192.0.2.1:8080",
                "room --url ftp://localhost:1",
                "room --url http://localhost:1 --pin",
                "room --url http://localhost:1 --pid 999999999",
                "room --collision sometimes",
                "idle --users 30",
                "idle --users 40,20",
                "saturate --factor 1",
                "hot --batch 5000",
                "presence --shown 0",
                "room --cursors 100",
                "heap --widgets 0",
                "heap --rest -1",
                "room --hurry",
                ""
            })
    @DisplayName("[DE-84] misuse ends with status 2 and one sentence")
    void misuse(String arguments) throws Exception {
        var ended = load(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(ended.status()).as(ended.output()).isEqualTo(2);
        assertThat(ended.output().lines()).hasSize(1);
        assertThat(ended.output()).startsWith("gesso load: ");
    }

    @Test
    @DisplayName("[DE-84] a server that is not there is said, with status 1")
    void nobodyThere() throws Exception {
        var ended = load("room", "--url", "http://localhost:1");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("gesso load: http://localhost:1 cannot be reached");
    }
}
