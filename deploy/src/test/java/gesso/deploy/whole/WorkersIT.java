package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.deploy.db.PlainPostgres;
import gesso.protocol.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The AI pool on nodes of its own: it comes, is killed, and goes, and canvases do not notice. */
class WorkersIT {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int JOBS = 6;

    @Test
    @DisplayName(
            "[DE-175] [ED-G6] [G8] [G10] [Z4] work waits for workers, goes on elsewhere when one is killed, and is done once; edits go on all the time")
    void killed() throws Exception {
        try (var postgres = SharedGesso.postgres()) {
            var remote = GessoProcess.freePort();
            var seeds = "127.0.0.1:" + remote;
            try (var main = node(postgres, remote, seeds, "canvas,edge,feed").awaitReady()) {
                var ann = Person.guest(main, "Ann");
                var canvas = ann.canvas("Pool");
                var widget = ann.todo(canvas, 0, 0);
                var jobs = new ArrayList<String>();
                for (int i = 0; i < JOBS; i++) {
                    jobs.add(generate(ann, canvas));
                }
                ann.post("/api/ai/generate", "{\"prompt\": \"one more list\"}")
                        .problem(429, "rate-limited");
                var waiting = job(ann, jobs.getLast());
                assertThat(waiting.path("status").asText()).isEqualTo("queued");
                assertThat(waiting.path("workers").asInt()).isZero();
                await().atMost(LONG)
                        .until(() -> job(ann, jobs.getLast()).path("position").asInt() == JOBS);
                try (var lost = worker(postgres, seeds)) {
                    await().atMost(LONG)
                            .until(() -> jobs.stream().anyMatch(one -> isDone(ann, one)));
                    lost.handle().descendants().forEach(ProcessHandle::destroyForcibly);
                    lost.handle().destroyForcibly();
                }
                edit(ann, widget, "While nobody works");
                try (var second = worker(postgres, seeds)) {
                    for (var one : jobs) {
                        await().atMost(LONG).until(() -> isDone(ann, one));
                    }
                    edit(ann, widget, "When all is made");
                    assertThat(second.handle().isAlive()).isTrue();
                }
                for (var one : jobs) {
                    var done = job(ann, one);
                    assertThat(done.path("status").asText())
                            .as(done.toString())
                            .isEqualTo("published");
                    assertThat(done.path("versions").size()).isEqualTo(1);
                }
                var apps =
                        ann.get("/api/canvas/" + canvas)
                                .ok()
                                .at("/widgets")
                                .findValuesAsText("appId");
                assertThat(apps).hasSize(JOBS + 1).doesNotHaveDuplicates();
            }
        }
    }

    private static void edit(Person person, String widget, String text) {
        person.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"" + text + "\"}").ok();
    }

    private static String generate(Person person, String canvas) {
        var answer =
                person.post(
                        "/api/ai/generate",
                        "{\"prompt\": \"a checklist for a trip\", \"canvasId\": \""
                                + canvas
                                + "\"}");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(202);
        return Json.parse(answer.raw().body()).orElseThrow().path("job").asText();
    }

    private static JsonNode job(Person person, String job) {
        return person.get("/api/ai/jobs/" + job).ok().at("");
    }

    private static boolean isDone(Person person, String job) {
        return List.of("published", "failed").contains(job(person, job).path("status").asText());
    }

    private static GessoProcess worker(PlainPostgres postgres, String seeds) {
        return node(postgres, GessoProcess.freePort(), seeds, "ai");
    }

    private static GessoProcess node(
            PlainPostgres postgres, int remote, String seeds, String roles) {
        return GessoProcess.start(
                GessoProcess.freePort(),
                GessoProcess.freePort(),
                remote,
                Map.of("GESSO_GENERATIONS_PER_HOUR", String.valueOf(JOBS)),
                "node",
                "--roles",
                roles,
                "--seeds",
                seeds,
                "--db",
                postgres.database().address());
    }
}
