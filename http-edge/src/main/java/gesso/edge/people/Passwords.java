package gesso.edge.people;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import gesso.edge.EdgeLimits;
import gesso.protocol.Ids;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Argon2id as OWASP advises (19 MiB, 2 passes), on few threads of its own: a flood of sign-ins
 * waits here, and is refused when too many do, while everybody else goes on. Thread-safe.
 */
public final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2 =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    private final ThreadPoolExecutor threads;

    /**
     * Nobody's password; checked for unknown addresses, so that they take as long as known ones.
     */
    private final String nobody;

    public Passwords(EdgeLimits limits, MeterRegistry meters) {
        threads =
                new ThreadPoolExecutor(
                        limits.passwordChecks(),
                        limits.passwordChecks(),
                        30,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(limits.passwordQueue()),
                        Thread.ofPlatform().name("edge-password-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        nobody = compute(Ids.fresh());
        Gauge.builder("gesso_password_queue", threads, pool -> pool.getQueue().size())
                .register(meters);
    }

    CompletionStage<String> hash(String password) {
        return CompletableFuture.supplyAsync(() -> compute(password), threads);
    }

    /** Takes the same time whether there is a hash or not. */
    CompletionStage<Boolean> matches(String password, Optional<String> hash) {
        return CompletableFuture.supplyAsync(
                () ->
                        Password.check(password, hash.orElse(nobody))
                                        .with(
                                                Argon2Function.getInstanceFromHash(
                                                        hash.orElse(nobody)))
                                && hash.isPresent(),
                threads);
    }

    private static String compute(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
    }
}
