package gesso.ai.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.ai.analysis.Analyser;
import gesso.ai.analysis.Analysis.Understood;
import gesso.ai.sandbox.Answer;
import gesso.ai.sandbox.Sandbox;
import gesso.ai.sandbox.SandboxLimits;
import gesso.ai.sandbox.Scripts;
import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Code is run by V8 on builders that write down what they are given: it must be the specification.
 */
class CodeRunsTest {
    private static final String BUILDERS =
            """
            globalThis.gessoCheck = { validate: (code, specification) => {
              const entities = []; let app;
              const types = 'text longtext number date time boolean rating person url email duration';
              const kinds = 'list table board calendar form counter timer poll chart calculator checklist notes';
              const gesso = {
                collection: (name, title, fields) => {
                  const one = { name, title, fields: Object.entries(fields).map(([name, f]) => ({ name, ...f })) };
                  entities.push(one); return one; },
                choice: (label, options, more) => ({ type: 'choice', label, options, required: false, ...more }),
                app: (it) => { app = it; },
              };
              for (const type of types.split(' '))
                gesso[type] = (label, more) => ({ type, label, required: false, ...more });
              for (const kind of kinds.split(' '))
                gesso[kind] = (collection, more) => ({ kind, entity: collection.name, ...more });
              for (const kind of 'add edit remove toggle move step vote'.split(' '))
                gesso[kind] = (collection, field) => ({ kind, entity: collection.name, field });
              new Function('gesso', code)(Object.freeze(gesso));
              for (const field of entities.flatMap((one) => one.fields)) {
                if (!field.formula) continue;
                const record = new Proxy({}, { get: (_, name) => 3 });
                if (typeof field.formula(record) !== 'number') throw new Error('no number');
                field.formula = specification.entities.flatMap((one) => one.fields)
                  .find((one) => one.name === field.name && one.formula).formula;
              }
              return { ...app, entities };
            } };
            """;

    @TempDir private static Path folder;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox =
                new Sandbox(
                        new Scripts(BUILDERS, "", ""),
                        folder,
                        new SandboxLimits(
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(20),
                                Duration.ofMinutes(2),
                                1_000,
                                SandboxLimits.USUAL.data()));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static void says(AppSpecification specification) {
        var tree = Json.tree(specification);
        // Rules are for the server alone, which has the specification.
        tree.path("entities").forEach(entity -> ((ObjectNode) entity).remove("rules"));
        var answer = sandbox.check(AppCode.of(specification), tree).toCompletableFuture().join();
        assertThat(answer).isInstanceOf(Answer.Report.class);
        var said = ((Answer.Report) answer).report();
        for (var part : List.of("title", "summary", "entities", "views", "actions")) {
            assertThat(plain(said.path(part))).as(part).isEqualTo(plain(tree.path(part)));
        }
    }

    /** JavaScript writes 5.0 as 5. */
    private static String plain(JsonNode tree) {
        return new String(Json.canonical(tree), java.nio.charset.StandardCharsets.UTF_8)
                .replaceAll("(\\d)\\.0(?=[,}\\]])", "$1");
    }

    @Test
    @DisplayName("[AI-20] the code of every kind says to the runtime what the specification says")
    void golden() throws IOException {
        var files = Golden.root().resolve("ai-worker/src/test/resources/gesso/ai/code");
        var names = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(files, "*.json")) {
            all.forEach(names::add);
        }
        assertThat(names).hasSizeGreaterThan(12);
        for (var file : names) {
            var tree = Json.parse(Golden.text(file)).orElseThrow();
            says(Json.value(tree, AppSpecification.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompts-1.json", "prompts-2.json", "prompts-3.json"})
    @DisplayName("[AI-20] the code of every prompt that is understood says what was understood")
    void prompts(String file) {
        var text =
                Golden.text(Golden.root().resolve("ai-worker/src/test/resources/gesso/ai/" + file));
        for (var one : Json.parse(text).orElseThrow()) {
            if (Analyser.analyse(one.path("prompt").asText()) instanceof Understood(var app)) {
                says(app);
            }
        }
    }
}
