package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The release that {@code deploy/release/previous} names, built from the repository's own history.
 * It is built once into {@code deploy/target/previous} and stays there.
 */
final class PreviousRelease {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path NAMED = ROOT.resolve("deploy/release/previous");
    private static final int BUILD_MINUTES = 10;

    /** All that a node is made of, with what Maven wants to find beside it. */
    private static final String MODULES =
            "protocol,canvas-cluster,http-edge,ai-worker,frontend,deploy";

    private final String commit;
    private final Path tree;

    private PreviousRelease(String commit) {
        this.commit = commit;
        this.tree = ROOT.resolve("deploy/target/previous").resolve(commit.substring(0, 12));
    }

    /** The folder with its {@code gesso}, as somebody has it who has just built it. */
    static Path built() {
        var release = new PreviousRelease(named());
        var done = release.tree.resolve("deploy/target/done");
        try {
            if (!Files.exists(done)) {
                release.findInHistory();
                release.unpack();
                release.build();
                Files.writeString(done, release.commit);
            }
            return release.tree;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String named() {
        try (var lines = Files.lines(NAMED)) {
            return lines.filter(line -> line.matches("[0-9a-f]{40}"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(NAMED + " names no whole commit"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A shallow clone gets the missing history from where it was cloned. */
    private void findInHistory() throws IOException {
        if (isKnown()) {
            return;
        }
        sh("git fetch --quiet --unshallow || git fetch --quiet origin " + commit);
        if (!isKnown()) {
            throw new AssertionError(
                    "The release before this one is commit %s, and this clone has no history that reaches it. Run 'git fetch --unshallow' (in CI: check out with the whole history, fetch-depth 0), or write the right commit into deploy/release/previous."
                            .formatted(commit));
        }
    }

    private boolean isKnown() throws IOException {
        return sh("git cat-file -e " + commit + "^{commit}") == 0;
    }

    /** Without its tests, which are not run here. */
    private void unpack() throws IOException {
        must("rm -rf '%1$s' && mkdir -p '%1$s'".formatted(tree));
        must("git archive %s -- . ':(exclude)*/src/test' | tar -x -C '%s'".formatted(commit, tree));
    }

    /**
     * The page is that of the present tree: what is tried here are nodes, and they only serve it.
     */
    private void build() throws IOException {
        must("cp -r frontend/dist '%s/frontend/dist'".formatted(tree));
        must(
                "cd '%s' && mvn --batch-mode --no-transfer-progress -q -pl %s -DskipTests -Dexec.skip=true -Dspotless.check.skip=true -Dcompile.checks=-Xlint:none package"
                        .formatted(tree, MODULES));
        must("cd '%s' && root=$PWD && . deploy/script/build.sh && warm_up".formatted(tree));
    }

    private void must(String command) throws IOException {
        assertThat(sh(command)).as("%s (all that it printed is in %s)", command, log()).isZero();
    }

    private Path log() {
        return ROOT.resolve("deploy/target/previous.log");
    }

    /** In the folder of the present tree; the status. */
    private int sh(String command) throws IOException {
        var builder =
                new ProcessBuilder(List.of("bash", "-c", "set -o pipefail; " + command))
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        try {
            if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                throw new AssertionError("not done in " + BUILD_MINUTES + " minutes: " + command);
            }
        } catch (InterruptedException interrupted) {
            process.destroy();
            throw new IllegalStateException(interrupted);
        }
        return process.exitValue();
    }
}
