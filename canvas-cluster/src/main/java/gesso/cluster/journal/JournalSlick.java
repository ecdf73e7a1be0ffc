package gesso.cluster.journal;

import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.apache.pekko.persistence.jdbc.db.SlickDatabaseProvider;
import scala.Option;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;
import slick.jdbc.PostgresProfile$;
import slick.util.AsyncExecutor$;

/**
 * Lets the plugin read through the node's own pool instead of opening pools of its own. Named in
 * {@code pekko-persistence-jdbc.database-provider-fqcn}.
 */
public final class JournalSlick implements SlickDatabaseProvider {
    private static final int QUEUE = 20_000;

    private final Shared shared;

    public JournalSlick(ActorSystem system) {
        var database = JournalDatabase.get(system);
        int threads = database.slickThreads();
        var executor =
                AsyncExecutor$.MODULE$.apply("gesso-slick", threads, threads, QUEUE, threads);
        JdbcProfile profile = PostgresProfile$.MODULE$;
        shared =
                new Shared(
                        profile.backend()
                                .Database()
                                .forDataSource(
                                        database.pool(), Option.apply(threads), executor, false),
                        profile);
        system.registerOnTermination(executor::close);
    }

    @Override
    public SlickDatabase database(Config config) {
        return shared;
    }

    private record Shared(JdbcBackend.JdbcDatabaseDef database, JdbcProfile profile)
            implements SlickDatabase {
        @Override
        public boolean allowShutdown() {
            return false;
        }
    }
}
