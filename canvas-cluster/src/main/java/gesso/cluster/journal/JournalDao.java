package gesso.cluster.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Success;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * The plugin's access to the journal, with our own way of writing: all columns, in the node's group
 * commit. Named in {@code jdbc-journal.dao}; the plugin calls this constructor.
 */
public final class JournalDao extends DefaultJournalDao {
    private static final Seq<Try<BoxedUnit>> STORED = seq(List.of(new Success<>(BoxedUnit.UNIT)));

    private final GroupCommit commits;

    public JournalDao(
            JdbcBackend.JdbcDatabaseDef database,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext context,
            Materializer materializer) {
        super(database, profile, config, serialization, context, materializer);
        commits = JournalDatabase.get(serialization.system()).commits();
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> writes) {
        var rows =
                CollectionConverters.asJava(writes).stream()
                        .flatMap(write -> JournalRow.of(write).stream())
                        .toList();
        int count = writes.size();
        return FutureConverters.asScala(
                commits.store(rows).thenApply(_ -> count == 1 ? STORED : stored(count)));
    }

    @Override
    public Future<BoxedUnit> delete(String persistenceId, long upTo) {
        return FutureConverters.asScala(
                CompletableFuture.failedFuture(
                        new UnsupportedOperationException("the journal is only ever added to")));
    }

    private static Seq<Try<BoxedUnit>> stored(int count) {
        return seq(java.util.Collections.nCopies(count, new Success<>(BoxedUnit.UNIT)));
    }

    private static Seq<Try<BoxedUnit>> seq(List<? extends Try<BoxedUnit>> results) {
        return CollectionConverters.<Try<BoxedUnit>>asScala(List.copyOf(results)).toSeq();
    }
}
