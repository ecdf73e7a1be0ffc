package gesso.edge.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocking statements on virtual threads over one bounded pool, off every dispatcher.
 * Thread-safe. A pool that stays full, or a database that is gone, fails the answer with an
 * exception that {@code Problems} turns into 503.
 */
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final ExecutorService threads;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("edge-sql-", 0).factory());
    }

    /** Does not connect: a database that comes later is found then. */
    public static Database open(DatabaseSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("edge");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(settings.patience().toMillis());
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(true);
        config.addDataSourceProperty("ApplicationName", "gesso edge");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "30");
        // A plan that is kept while the journal is small reads all of it later.
        config.addDataSourceProperty("options", "-c plan_cache_mode=force_custom_plan");
        return new Database(new HikariDataSource(config));
    }

    /** One connection without a transaction: each statement commits by itself. */
    public <T extends @Nullable Object> CompletionStage<T> with(
            HandleCallback<T, ? extends Exception> work) {
        return run(() -> jdbi.withHandle(work));
    }

    /** All or nothing. */
    public <T extends @Nullable Object> CompletionStage<T> transaction(
            HandleCallback<T, ? extends Exception> work) {
        return run(() -> jdbi.inTransaction(work));
    }

    /** For work that lasts, such as a streamed cursor; the caller closes the handle. */
    public Handle handle() {
        return jdbi.open();
    }

    /** Where work that blocks may run. */
    public ExecutorService threads() {
        return threads;
    }

    @Override
    public void close() {
        threads.shutdown();
        pool.close();
    }

    private interface Work<T extends @Nullable Object> {
        T run() throws Exception;
    }

    private static <T extends @Nullable Object> void complete(
            CompletableFuture<T> answer, Work<T> work) {
        try {
            answer.complete(work.run());
        } catch (Exception | LinkageError failure) {
            answer.completeExceptionally(failure);
        }
    }

    private <T extends @Nullable Object> CompletionStage<T> run(Work<T> work) {
        var answer = new CompletableFuture<T>();
        try {
            threads.execute(() -> complete(answer, work));
        } catch (RejectedExecutionException closed) {
            answer.completeExceptionally(closed);
        }
        return answer;
    }
}
