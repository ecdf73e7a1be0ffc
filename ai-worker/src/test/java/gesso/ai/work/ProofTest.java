package gesso.ai.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gesso.ai.sandbox.Sandbox;
import gesso.ai.sandbox.SandboxLimits;
import gesso.ai.sandbox.Scripts;
import gesso.protocol.ai.CodeReport;
import gesso.protocol.ai.Picture;
import gesso.protocol.ai.TestReport;
import gesso.protocol.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a real child process; the scripts report what their code tells them to. */
class ProofTest {
    private static final Scripts SCRIPTS =
            new Scripts(
                    "globalThis.gessoCheck = { validate: (code) => (0, eval)(code) };",
                    "globalThis.gessoHarness = { lifecycle: (r, code) => (0, eval)(code) };",
                    "");
    private static final SandboxLimits LIMITS =
            new SandboxLimits(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(60),
                    32,
                    768L << 20);

    private static Sandbox sandbox;

    @BeforeAll
    static void start(@TempDir Path folder) {
        sandbox = new Sandbox(SCRIPTS, folder, LIMITS);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static CodeReport check(String code) throws Exception {
        return new Proof(sandbox)
                .check(code, Samples.specification())
                .toCompletableFuture()
                .get(90, TimeUnit.SECONDS);
    }

    private static TestReport test(String code) throws Exception {
        return tested(code).report();
    }

    private static Craft.Tested tested(String code) throws Exception {
        return new Proof(sandbox)
                .test(code, Samples.specification())
                .toCompletableFuture()
                .get(90, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName(
            "[AI-5] [G4] findings are told as they are, each once and no longer than can be read")
    void findings() throws Exception {
        assertThat(check("({ rules: '3', findings: [] })").clean()).isTrue();
        var report =
                check(
                        "({ rules: '3', findings: [{ rule: 'no-eval', line: 4, message:"
                                + " 'x'.repeat(5000) }] })");
        assertThat(report.rules()).isEqualTo("3");
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().getFirst().line()).isEqualTo(4);
        assertThat(report.findings().getFirst().message()).hasSize(300);
    }

    @Test
    @DisplayName("[AI-5] [G4] code that the rules cannot get through is refused, not let through")
    void unreadable() throws Exception {
        assertThat(check("while (true) {}").clean()).isFalse();
        assertThat(check("throw new Error('odd')").clean()).isFalse();
        assertThat(check("({ rules: '3', findings: [] })").clean()).isTrue();
    }

    @Test
    @DisplayName(
            "[AI-5] [G5] a run passes when all of its steps have, and nothing is left unhandled")
    void runs() throws Exception {
        var step = "{ name: 'mount', passed: true, millis: 1, detail: 'fine' }";
        assertThat(test("({ passed: true, steps: [" + step + "], console: ['a'] })").passed())
                .isTrue();
        assertThat(test("({ passed: true, steps: [], console: [] })").passed()).isFalse();
        assertThat(
                        test("({ passed: true, steps: [" + step.replace("true", "false") + "] })")
                                .passed())
                .isFalse();
        assertThat(
                        test("Promise.reject(new Error('nobody')); ({ passed: true, steps: ["
                                        + step
                                        + "], console: [] })")
                                .passed())
                .isFalse();
        assertThat(test("while (true) {}").passed()).isFalse();
    }

    @Test
    @DisplayName(
            "[AI-43] [G5] what it drew and what it called is kept, as much as there is room for")
    void pictures() throws Exception {
        var step = "{ name: 'mount', passed: true, millis: 1, detail: 'fine' }";
        var tested =
                tested(
                        "({ passed: true, steps: ["
                                + step
                                + "], console: [], calls: [{ name: 'emit', count: 2 }], pictures:"
                                + " [{ of: 'start', view: { t: 'p', c: ['Hi'] } }, { of: 'filled',"
                                + " view: 'x'.repeat(50000) }, ...Array.from({ length: 9 }, () =>"
                                + " ({ of: 'dark', view: 'y' }))] })");
        assertThat(tested.report().calls()).containsExactly(new TestReport.Call("emit", 2));
        assertThat(tested.pictures()).hasSize(Picture.PICTURES_MAX);
        assertThat(tested.pictures().getFirst())
                .isEqualTo(new Picture("start", "{\"t\":\"p\",\"c\":[\"Hi\"]}"));
        assertThat(tested.pictures().get(1).of()).isEqualTo("dark");
        assertThat(tested("while (true) {}").pictures()).isEmpty();
    }

    @Test
    @DisplayName("[AI-5] without a sandbox nothing is told of the code")
    void closed(@TempDir Path folder) {
        var none = new Sandbox(SCRIPTS, folder, LIMITS);
        none.close();
        assertThatThrownBy(() ->
                        new Proof(none)
                                .check("1", Samples.specification())
                                .toCompletableFuture()
                                .get(30, TimeUnit.SECONDS))
                .hasMessageContaining("no sandbox");
    }
}
