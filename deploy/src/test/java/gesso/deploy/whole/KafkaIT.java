package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.deploy.whole.Topic.Told;
import gesso.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every event outside, on a real broker. */
class KafkaIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    private Path data;
    private GessoProcess gesso;
    private Person ann;
    private String canvas;
    private String todo;

    @BeforeEach
    void start() throws IOException {
        data = Files.createTempDirectory("gesso-kafka");
        gesso = up();
        ann = Person.guest(gesso, "Ann");
        canvas = ann.canvas("Plans");
        todo = ann.todo(canvas, 0, 0);
    }

    @AfterEach
    void stop() {
        gesso.close();
    }

    private GessoProcess up() {
        return GessoProcess.start(Map.of(), "up", "--kafka", "--data", data.toString())
                .awaitReady();
    }

    private String servers() {
        return gesso.output()
                .lines()
                .filter(line -> line.startsWith("Kafka at "))
                .map(line -> line.substring("Kafka at ".length()))
                .findFirst()
                .orElseThrow();
    }

    private Optional<ProcessHandle> broker() {
        return gesso.handle()
                .descendants()
                .filter(one ->
                        one.info()
                                .arguments()
                                .map(all -> List.of(all).contains("gesso.broker.Broker"))
                                .orElse(false))
                .findFirst();
    }

    private void add(String text) {
        ann.post("/api/apps/todo/" + todo + "/todos", Json.text(Json.object().put("text", text)))
                .ok();
    }

    private List<JsonNode> history() {
        return ann.get("/api/canvas/" + canvas + "/history?limit=0")
                .raw()
                .body()
                .lines()
                .map(line -> Json.parse(line).orElseThrow())
                .toList();
    }

    /** The canvas's events as outside, when all that the history has is there. */
    private List<Told> all() {
        var wanted = history();
        var found = new HashMap<String, List<Told>>();
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> {
                    var told =
                            Topic.read(servers()).stream()
                                    .filter(one -> canvas.equals(one.key()))
                                    .toList();
                    found.put(canvas, told);
                    return Topic.once(told).size() >= wanted.size();
                });
        return found.getOrDefault(canvas, List.of());
    }

    private static String id(JsonNode line) {
        var of = line.path("of").asText();
        return "c|"
                + line.path("canvas").asText()
                + (of.equals("canvas") ? "" : "|" + of)
                + "#"
                + line.path("rev");
    }

    private void isWholeAndInOrder(List<Told> told) {
        var lines = history();
        var once = Topic.once(told);
        assertThat(once.stream().map(Told::id))
                .containsExactlyInAnyOrderElementsOf(lines.stream().map(KafkaIT::id).toList());
        var revisions = new HashMap<String, Long>();
        once.forEach(one ->
                assertThat(one.revision())
                        .as(one.id())
                        .isEqualTo(revisions.merge(one.entity(), 1L, Long::sum)));
        var known = new HashMap<String, Integer>();
        for (int i = 0; i < once.size(); i++) {
            known.put(once.get(i).event().path("op").asText(), i);
        }
        for (int i = 0; i < once.size(); i++) {
            var cause = known.get(once.get(i).event().path("cause").asText());
            assertThat(cause == null ? -1 : cause).as(once.get(i).id()).isLessThan(i);
        }
    }

    /** As its owner sees it, without what is not in events: names of people. */
    private static JsonNode nameless(JsonNode state) {
        ObjectNode copy = state.deepCopy();
        copy.findParents("user").forEach(person -> ((ObjectNode) person).remove("name"));
        return copy;
    }

    private void rebuilds() {
        var now = ann.get("/api/canvas/" + canvas + "/at/now").ok().at("");
        all();
        var ended =
                GessoProcess.run(
                        Map.of(),
                        "rebuild-from-topic",
                        canvas,
                        "--kafka",
                        servers(),
                        "--at",
                        now.path("at").asText());
        assertThat(ended.status()).as(ended.output()).isZero();
        var printed = ended.output().lines().filter(line -> line.startsWith("{")).findFirst();
        var rebuilt = Json.parse(printed.orElseThrow()).orElseThrow();
        assertThat(nameless(rebuilt)).isEqualTo(nameless(now));
    }

    @Test
    @DisplayName(
            "[DE-150] [E5] [B6] [Z8] every event is on the topic as a CloudEvent, and a canvas can be made of them alone")
    void events() {
        add("milk");
        ann.post(
                        "/api/canvas/" + canvas + "/events",
                        "{\"type\":\"list.exported\",\"source\":\"todo-service\",\"data\":{\"n\":3}}")
                .ok();
        ann.post("/api/canvas/" + canvas + "/layouts", "{\"name\":\"First\"}").ok();
        ann.patch("/api/canvas/" + canvas, "{\"title\":\"Other\"}").ok();
        var told = all();
        isWholeAndInOrder(told);
        var byId = new HashMap<String, Told>();
        told.forEach(one -> byId.put(one.id(), one));
        for (var line : history()) {
            var one = Objects.requireNonNull(byId.get(id(line)), () -> "missing: " + line);
            var event = one.event();
            var source = line.path("source").asText();
            assertThat(one.contentType()).startsWith("application/cloudevents+json");
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("source").asText())
                    .isEqualTo(source.endsWith("-service") ? "microapp." + source : source);
            assertThat(event.path("type")).isEqualTo(line.path("type"));
            assertThat(event.path("subject").asText()).isEqualTo(canvas);
            assertThat(event.path("time")).isEqualTo(line.path("time"));
            assertThat(event.path("data")).isEqualTo(line.path("data"));
        }
        assertThat(told.stream().map(one -> one.event().path("source").asText()))
                .contains("microapp.todo-service", "gesso.canvas");
        assertThat(Topic.read(servers()).stream().filter(one -> one.id().startsWith("a|todo#")))
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.key()).isEqualTo("todo");
                    assertThat(one.event().path("source").asText()).isEqualTo("gesso.app");
                });
        rebuilds();
    }

    @Test
    @DisplayName(
            "[DE-151] [CL-B8] [E6] while the broker hangs or is dead edits go on; what happened meanwhile comes, in order and whole")
    void outage() {
        add("before");
        all();
        var ops = Person.anonymous(gesso.ops(""));
        var first = broker().orElseThrow();
        GessoProcess.signal("STOP", first.pid());
        for (int i = 0; i < 20; i++) {
            long began = System.nanoTime();
            add("hangs " + i);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(5));
        }
        await().atMost(SOON)
                .until(() -> {
                    var kafka = ops.get("/bus").ok().at("/subscriptions");
                    return kafka.findValuesAsText("name").contains("kafka")
                            && subscription(kafka).path("tries").asInt() > 0;
                });
        assertThat(ops.get("/metrics").ok().raw().body()).contains("gesso_kafka_failed_total");
        assertThat(ann.get("/api/canvas").ok().at("/items")).isNotEmpty();
        GessoProcess.signal("CONT", first.pid());
        isWholeAndInOrder(all());
        GessoProcess.signal("KILL", first.pid());
        for (int i = 0; i < 20; i++) {
            add("dead " + i);
        }
        isWholeAndInOrder(all());
        assertThat(broker().orElseThrow().pid()).isNotEqualTo(first.pid());
        rebuilds();
    }

    private static JsonNode subscription(JsonNode all) {
        for (var one : all) {
            if (one.path("name").asText().equals("kafka")) {
                return one;
            }
        }
        throw new AssertionError("no subscription kafka: " + all);
    }

    @Test
    @DisplayName(
            "[DE-152] [E6] [B7] killed and started anew it goes on where it was; told to stop, nothing stays; what is no server is misuse")
    void restarts() {
        for (int i = 0; i < 10; i++) {
            add("one " + i);
        }
        var orphan = broker().orElseThrow();
        gesso.kill9();
        await().atMost(SOON).until(() -> !orphan.isAlive());
        gesso = up();
        ann = ann.at(gesso);
        add("two");
        isWholeAndInOrder(all());
        var last = broker().orElseThrow();
        gesso.signal("INT");
        assertThat(gesso.awaitEnd()).isZero();
        assertThat(last.isAlive()).isFalse();
        var misused =
                GessoProcess.run(Map.of(), "up", "--kafka=nowhere", "--data", data.toString());
        assertThat(misused.status()).isEqualTo(2);
        assertThat(misused.output()).contains("--kafka").contains("nowhere");
    }
}
