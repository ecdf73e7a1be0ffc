package gesso.cluster.journal;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins what the entities of a node want to store into few commits: while one batch is on its way
 * to the disk the next one collects. Each write of an entity is whole or not at all. After a
 * constraint or guard error each write of the batch is tried alone, so that a guilty one never
 * fails its neighbours.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /**
     * @param writers threads, each with a batch of its own on the way
     * @param rows of one batch; a single write may be larger
     * @param bytes payload of one batch; a single write may be larger
     * @param queued writes that wait; past it a write fails at once
     */
    record Limits(int writers, int rows, int bytes, int queued) {
        static Limits of(Config config) {
            return new Limits(
                    config.getInt("writers"),
                    config.getInt("rows"),
                    Math.toIntExact(config.getBytes("bytes")),
                    config.getInt("queued"));
        }
    }

    private record Write(List<JournalRow> rows, int bytes, CompletableFuture<Void> done) {}

    private final JournalInsert insert;
    private final Limits limits;
    private final BlockingQueue<Write> queue;
    private final List<Thread> threads;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private final Timer writes = Metrics.timer("gesso_journal_write_seconds");
    private final DistributionSummary batches = Metrics.summary("gesso_journal_batch_rows");
    private final Counter conflicts = Metrics.counter("gesso_journal_conflicts_total");
    private final Counter late = Metrics.counter("gesso_journal_late_total");
    private final Counter failures = Metrics.counter("gesso_journal_write_failures_total");
    private final Counter retriedAlone = Metrics.counter("gesso_journal_retried_alone_total");

    GroupCommit(DataSource pool, Limits limits) {
        this.insert = new JournalInsert(pool);
        this.limits = limits;
        this.queue = new ArrayBlockingQueue<>(limits.queued());
        Metrics.gauge("gesso_journal_writes_queued", queue, BlockingQueue::size);
        var writers = new ArrayList<Thread>();
        for (int i = 0; i < limits.writers(); i++) {
            writers.add(
                    Thread.ofPlatform().name("gesso-journal-write-" + i).daemon().start(this::run));
        }
        threads = List.copyOf(writers);
    }

    /** Completes after the commit; fails when nothing was stored, or nobody knows. */
    CompletableFuture<Void> store(List<JournalRow> rows) {
        int bytes = rows.stream().mapToInt(row -> row.event().payload().length).sum();
        var write = new Write(rows, bytes, new CompletableFuture<>());
        if (closed || !queue.offer(write)) {
            write.done().completeExceptionally(new SQLException("too many writes are waiting"));
        }
        return write.done();
    }

    Runnable onCommit(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void run() {
        try {
            while (!closed) {
                commit(next());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Write> next() throws InterruptedException {
        var batch = new ArrayList<Write>();
        var write = queue.take();
        int rows = 0;
        int bytes = 0;
        while (write != null) {
            batch.add(write);
            rows += write.rows().size();
            bytes += write.bytes();
            write = rows < limits.rows() && bytes < limits.bytes() ? queue.poll() : null;
        }
        return batch;
    }

    private void commit(List<Write> batch) {
        try {
            insert(batch);
            batch.forEach(write -> write.done().complete(null));
            listeners.forEach(Runnable::run);
        } catch (SQLException failed) {
            if (batch.size() > 1 && JournalInsert.nothingStored(failed)) {
                retriedAlone.increment(batch.size());
                batch.forEach(write -> commit(List.of(write)));
            } else {
                count(failed, batch);
                batch.forEach(write -> write.done().completeExceptionally(failed));
            }
        } catch (RuntimeException defect) {
            log.error("A journal batch could not be built", defect);
            batch.forEach(write -> write.done().completeExceptionally(defect));
        }
    }

    private void insert(List<Write> batch) throws SQLException {
        var rows = batch.stream().flatMap(write -> write.rows().stream()).toList();
        batches.record(rows.size());
        long started = System.nanoTime();
        try {
            insert.insert(rows);
        } finally {
            writes.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        }
    }

    private void count(SQLException failed, List<Write> batch) {
        var first = batch.getFirst().rows().getFirst();
        if (JournalInsert.isConflict(failed)) {
            conflicts.increment();
            log.warn(
                    "Journal conflict: another writer was first. entity={} revision={}",
                    first.persistenceId(),
                    first.revision());
        } else if (JournalInsert.isLate(failed)) {
            late.increment();
            log.warn(
                    "Journal refused a late event. entity={} revision={} at={}",
                    first.persistenceId(),
                    first.revision(),
                    first.event().origin().at());
        } else {
            failures.increment();
            log.warn("Journal write failed. writes={} reason={}", batch.size(), failed.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (var write = queue.poll(); write != null; write = queue.poll()) {
            write.done().completeExceptionally(new SQLException("the node stops"));
        }
    }
}
