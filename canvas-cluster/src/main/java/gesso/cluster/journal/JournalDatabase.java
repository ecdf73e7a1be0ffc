package gesso.cluster.journal;

import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.actor.ExtensionIdProvider;

/**
 * The one pool of connections that a node's journal uses, and the threads that may block on it.
 * Starts without a database and finds it when it is there. Closed when the actor system has ended.
 */
public final class JournalDatabase implements Extension {
    private final HikariDataSource pool;
    private final ThreadPoolExecutor reading;
    private final ThreadPoolExecutor folding;
    private final ThreadPoolExecutor delivering;
    private final GroupCommit commits;
    private final Seek.Limits seeking;
    private final int slickThreads;

    private JournalDatabase(Config config) {
        slickThreads = config.getInt("slick-threads");
        int writers = config.getInt("writers");
        int readers = config.getInt("readers");
        int folders = config.getInt("folders");
        int subscriptions = config.getInt("subscriptions");
        pool =
                new HikariDataSource(
                        pool(config, slickThreads + writers + readers + folders + subscriptions));
        reading = threads("read", readers, config.getInt("reads-queued"));
        folding = threads("fold", folders, config.getInt("folds-queued"));
        seeking = Seek.Limits.of(config.getConfig("seek"));
        delivering = threads("deliver", subscriptions, subscriptions);
        commits = new GroupCommit(pool, GroupCommit.Limits.of(config.getConfig("group-commit")));
    }

    public static JournalDatabase get(ClassicActorSystemProvider system) {
        return Id.INSTANCE.get(system);
    }

    public HikariDataSource pool() {
        return pool;
    }

    /** For short blocking reads. Bounded: what does not fit is rejected, its caller says retry. */
    ExecutorService reading() {
        return reading;
    }

    /** For long ones. */
    ExecutorService folding() {
        return folding;
    }

    /** For subscriptions of the bus, one for each: one that hangs holds no other up. */
    ThreadPoolExecutor delivering() {
        return delivering;
    }

    /**
     * Calls back after each commit of this node, on a writing thread; run the answer to end that.
     */
    public Runnable onCommit(Runnable listener) {
        return commits.onCommit(listener);
    }

    GroupCommit commits() {
        return commits;
    }

    Seek.Limits seeking() {
        return seeking;
    }

    int slickThreads() {
        return slickThreads;
    }

    private void close() {
        commits.close();
        reading.shutdownNow();
        folding.shutdownNow();
        delivering.shutdownNow();
        pool.close();
    }

    private static ThreadPoolExecutor threads(String use, int threads, int queued) {
        var executor =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        1,
                        TimeUnit.MINUTES,
                        new LinkedBlockingQueue<>(queued),
                        Thread.ofPlatform()
                                .name("gesso-journal-" + use + "-", 0)
                                .daemon()
                                .factory());
        executor.allowCoreThreadTimeOut(true);
        Metrics.gauge(
                "gesso_journal_reads_queued",
                Tags.of("use", use),
                executor,
                e -> e.getQueue().size());
        return executor;
    }

    private static HikariConfig pool(Config config, int connections) {
        var pool = new HikariConfig();
        pool.setPoolName("gesso-journal");
        pool.setJdbcUrl(config.getString("url"));
        pool.setUsername(config.getString("user"));
        pool.setPassword(config.getString("password"));
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(Math.min(connections, config.getInt("idle-connections")));
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(config.getDuration("connection-timeout").toMillis());
        pool.setValidationTimeout(config.getDuration("validation-timeout").toMillis());
        pool.addDataSourceProperty("ApplicationName", "gesso-journal");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty(
                "connectTimeout", Long.toString(config.getDuration("connect-timeout").toSeconds()));
        pool.addDataSourceProperty(
                "socketTimeout", Long.toString(config.getDuration("socket-timeout").toSeconds()));
        pool.addDataSourceProperty(
                "options",
                // A plan that is kept while the journal is small reads all of it later.
                "-c statement_timeout=%d -c idle_in_transaction_session_timeout=%d -c plan_cache_mode=force_custom_plan"
                        .formatted(
                                config.getDuration("statement-timeout").toMillis(),
                                config.getDuration("idle-transaction-timeout").toMillis()));
        return pool;
    }

    private static final class Id extends AbstractExtensionId<JournalDatabase>
            implements ExtensionIdProvider {
        static final Id INSTANCE = new Id();

        @Override
        public Id lookup() {
            return INSTANCE;
        }

        @Override
        public JournalDatabase createExtension(ExtendedActorSystem system) {
            var settings =
                    system.settings()
                            .config()
                            .getConfig("gesso.database")
                            .withFallback(system.settings().config().getConfig("gesso.journal"));
            var database = new JournalDatabase(settings);
            system.registerOnTermination(database::close);
            return database;
        }
    }
}
