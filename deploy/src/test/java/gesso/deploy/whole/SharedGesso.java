package gesso.deploy.whole;

import gesso.deploy.db.PlainPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One {@code up} for all contract tests of a run, so that each does not pay for its own start. */
final class SharedGesso {
    private static final GessoProcess RUNNING = start();

    private SharedGesso() {}

    static GessoProcess get() {
        return RUNNING;
    }

    private static GessoProcess start() {
        try {
            var running = GessoProcess.up(Files.createTempDirectory("gesso-whole"));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            return running;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A PostgreSQL of its own for one test. */
    static PlainPostgres postgres() throws Exception {
        return new PlainPostgres(folder("postgres"), Path.of("target/cache").toAbsolutePath());
    }

    static Path folder(String name) {
        try {
            return Files.createTempDirectory("gesso-" + name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
