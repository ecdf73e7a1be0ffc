package gesso.ai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.ai.sandbox.Answer.Bound;
import gesso.ai.sandbox.Answer.Died;
import gesso.ai.sandbox.Answer.Report;
import gesso.ai.sandbox.Answer.Stopped;
import gesso.ai.sandbox.Answer.Threw;
import gesso.ai.sandbox.Answer.Unavailable;
import gesso.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxTest {
    /** Scripts of our own: what they run is what is tested here, not what they would report. */
    private static final Scripts SCRIPTS =
            new Scripts(
                    "globalThis.gessoCheck = { validate: (code, it) => ({ got: (0, eval)(code), it }) };",
                    "globalThis.gessoHarness = { lifecycle: async (runtime, code, it) => {"
                            + " const got = await (0, eval)(runtime + code);"
                            + " return JSON.stringify({ got, it }); } };",
                    "var gesso = 'run \"time\"';");

    private static final SandboxLimits LIMITS =
            new SandboxLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(20),
                    Duration.ofMinutes(2),
                    50,
                    SandboxLimits.USUAL.data());

    @TempDir private static Path folder;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = new Sandbox(SCRIPTS, folder.resolve("v8 ü"), LIMITS);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static JsonNode specification() {
        return Json.object().put("title", "\u2028</script>\"");
    }

    private static Answer check(Sandbox where, String code) {
        return where.check(code, specification()).toCompletableFuture().join();
    }

    private static Answer test(String code) {
        return sandbox.test(code, specification()).toCompletableFuture().join();
    }

    private static void works(Sandbox where) {
        assertThat(check(where, "1 + 1"))
                .isInstanceOfSatisfying(
                        Report.class,
                        report -> {
                            assertThat(report.report().path("got").intValue()).isEqualTo(2);
                            assertThat(report.report().path("it")).isEqualTo(specification());
                            assertThat(report.unhandled()).isZero();
                        });
    }

    @Test
    @DisplayName("[AI-26] a check gets code and specification and gives its report")
    void checked() {
        works(sandbox);
        assertThat(check(sandbox, "undefined.x")).isInstanceOf(Threw.class);
        assertThat(check(sandbox, "}")).isInstanceOf(Threw.class);
        works(sandbox);
    }

    @Test
    @DisplayName("[AI-26] a test gets the runtime, too, and may take its time in promises")
    void tested() {
        assertThat(test("new Promise((done) => queueMicrotask(() => done(gesso)))"))
                .isInstanceOfSatisfying(
                        Report.class,
                        report ->
                                assertThat(report.report().path("got").textValue())
                                        .isEqualTo("run \"time\""));
        assertThat(test("Promise.reject(new Error('no'))"))
                .isInstanceOfSatisfying(
                        Threw.class, threw -> assertThat(threw.message()).contains("no"));
        assertThat(test("new Promise(() => {})")).isInstanceOf(Threw.class);
    }

    @Test
    @DisplayName("[AI-26] promises that are refused and that nobody waits for are counted")
    void unhandled() {
        assertThat(test("Promise.reject(new Error('lost')); Promise.reject(1).catch(() => {}); 3"))
                .isInstanceOfSatisfying(
                        Report.class, report -> assertThat(report.unhandled()).isEqualTo(1));
    }

    @Test
    @DisplayName("[AI-27] no job sees what another has left, and none has what reaches outside")
    void bare() {
        check(sandbox, "globalThis.left = 1; Array.prototype.push = null; 1");
        assertThat(
                        check(
                                sandbox,
                                "[typeof left, typeof [].push, typeof WebAssembly, typeof"
                                        + " SharedArrayBuffer, typeof Atomics, typeof fetch, typeof"
                                        + " require, typeof process, typeof Java, typeof setTimeout].join()"))
                .isInstanceOfSatisfying(
                        Report.class,
                        report ->
                                assertThat(report.report().path("got").textValue())
                                        .isEqualTo(
                                                "undefined,function,undefined,undefined,undefined,"
                                                        + "undefined,undefined,undefined,undefined,undefined"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "endless loop | while (true) {}",
                "microtasks | const f = () => { Promise.resolve().then(f); }; f(); 1",
                "regex | /(a+)+$/.test('a'.repeat(64) + 'b')",
                "arrays | const all = []; for (;;) all.push(new Array(1000).fill(all.length))",
                "strings | let s = 'x'; const all = []; for (;;) { s += s.length < 1e6 ? s : 'y';"
                        + " all.push(s.split('')); }",
                "typed arrays | const all = []; for (;;) all.push(new Uint8Array(1 << 26).fill(1))",
                "huge split | 'x'.repeat(2 ** 28).split('')",
                "deep code | eval('('.repeat(100000) + ')'.repeat(100000))",
                "deep lists | eval('['.repeat(100000) + ']'.repeat(100000))",
                "deep calls | const f = () => f() + f(); f()",
                "deep report | Array.from({ length: 1e5 }).reduce((a) => [a], [])",
                "huge report | 'x'.repeat(2 ** 27)",
                "throws nothing | throw null"
            })
    @DisplayName("[AI-28] whatever code does, there is an answer, and the next job works")
    void bombs(String what, String code) {
        var answer = check(sandbox, code);
        assertThat(answer.getClass()).as(what).isIn(Stopped.class, Died.class, Threw.class);
        works(sandbox);
    }

    @Test
    @DisplayName("[AI-28] each of the usual bombs is told from the others")
    void told() {
        assertThat(check(sandbox, "for (;;) {}")).isEqualTo(new Stopped(Bound.TIME));
        assertThat(check(sandbox, "const a = []; for (;;) a.push([1, 2, 3])"))
                .isEqualTo(new Stopped(Bound.MEMORY));
        assertThat(check(sandbox, "'x'.repeat(Math.pow(2, 28)).split('')"))
                .isInstanceOf(Died.class);
        assertThat(check(sandbox, "eval('('.repeat(1e5))"))
                .isInstanceOfSatisfying(
                        Threw.class, threw -> assertThat(threw.message()).contains("RangeError"));
        assertThat(check(sandbox, "x".repeat(Frame.TEXT_MAX + 1)))
                .isEqualTo(new Stopped(Bound.SIZE));
        works(sandbox);
    }

    @Test
    @DisplayName("[AI-29] a process is kept for the next job, and replaced after a fault")
    void kept() {
        works(sandbox);
        var first = sandbox.pid();
        works(sandbox);
        assertThat(sandbox.pid()).isEqualTo(first);
        assertThat(check(sandbox, "throw 1")).isInstanceOf(Threw.class);
        works(sandbox);
        assertThat(sandbox.pid()).isNotEqualTo(first);
    }

    @Test
    @DisplayName("[AI-41] code is not blamed for a process that was ended from outside")
    void ended() throws Exception {
        works(sandbox);
        var lost = ProcessHandle.of(sandbox.pid()).orElseThrow();
        var answer =
                sandbox.check(
                        "const end = Date.now() + 1500; while (Date.now() < end) {} 1 + 1",
                        specification());
        Thread.sleep(500);
        lost.destroyForcibly();
        assertThat(answer.toCompletableFuture().join()).isInstanceOf(Report.class);
        works(sandbox);
    }

    @Test
    @DisplayName("[AI-29] a process is replaced after so many jobs, and when it has died unasked")
    void replaced() {
        var two = new SandboxLimits(LIMITS.job(), LIMITS.grace(), LIMITS.start(), 2, LIMITS.data());
        try (var own = new Sandbox(SCRIPTS, folder.resolve("v8 ü"), two)) {
            assertThat(own.warm().toCompletableFuture().join()).isInstanceOf(Report.class);
            var first = own.pid();
            works(own);
            assertThat(own.pid()).isEqualTo(first);
            works(own);
            works(own);
            var second = own.pid();
            assertThat(second).isNotZero().isNotEqualTo(first);
            ProcessHandle.of(second).orElseThrow().destroyForcibly();
            ProcessHandle.of(second).ifPresent(one -> one.onExit().join());
            works(own);
        }
    }

    @Test
    @DisplayName("[AI-30] the process has no environment and a class path of two places")
    void poor() throws IOException {
        works(sandbox);
        var process = Path.of("/proc", String.valueOf(sandbox.pid()));
        assertThat(Files.readString(process.resolve("environ")).split("\0"))
                .containsExactly("LC_ALL=C.UTF-8");
        var command = Files.readString(process.resolve("cmdline")).split("\0");
        var classPath = command[Stream.of(command).toList().indexOf("-cp") + 1].split(":");
        assertThat(classPath).hasSize(2);
        if (Files.isExecutable(Path.of("/usr/bin/prlimit"))) {
            assertThat(Files.readString(process.resolve("limits")))
                    .containsPattern("Max data size +" + LIMITS.data())
                    .containsPattern("Max core file size +0 ");
        }
    }

    @Test
    @DisplayName("[AI-30] V8 is never loaded into the JVM that hosts the actors")
    void apart() throws IOException {
        works(sandbox);
        assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain("libjavet");
        assertThat(Files.readString(Path.of("/proc", String.valueOf(sandbox.pid()), "maps")))
                .contains("libjavet");
    }

    @Test
    @DisplayName("[AI-30] a folder that others can write to is none to take a library from")
    void open() throws IOException {
        var shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var none = new Sandbox(SCRIPTS, shared, LIMITS)) {
            assertThat(check(none, "1"))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            answer -> assertThat(answer.reason()).contains("of this user alone"));
        }
    }

    @Test
    @DisplayName("[AI-28] a sandbox that is closed, or cannot start, answers so")
    void unavailable() throws IOException {
        var closed = new Sandbox(SCRIPTS, folder.resolve("v8 ü"), LIMITS);
        works(closed);
        var process = ProcessHandle.of(closed.pid()).orElseThrow();
        closed.close();
        process.onExit().join();
        assertThat(check(closed, "1")).isInstanceOf(Unavailable.class);
        var file = Files.writeString(folder.resolve("file"), "in the way");
        try (var none = new Sandbox(SCRIPTS, file.resolve("v8"), LIMITS)) {
            assertThat(check(none, "1")).isInstanceOf(Unavailable.class);
        }
    }
}
