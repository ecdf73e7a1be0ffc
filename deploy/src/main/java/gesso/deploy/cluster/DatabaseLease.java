package gesso.deploy.cluster;

import com.typesafe.config.Config;
import gesso.deploy.db.Database;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.coordination.lease.LeaseSettings;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease that decides which side of a split goes on: a row in PostgreSQL. Held only while the
 * database said so less than a time-out ago; a database that is away, or answers late, means not
 * acquired. All waiting is on a thread of its own, which exists from the first use on. Thread-safe.
 *
 * <p>A node that finds its lease taken has been decided against while it was paused or cut off, and
 * ends.
 */
public final class DatabaseLease extends Lease {
    private static final Logger log = LoggerFactory.getLogger(DatabaseLease.class);

    private final LeaseSettings settings;
    private final ExtendedActorSystem system;
    private final LeaseRow row;
    private final long beatMillis;
    private final ScheduledExecutorService thread;

    /** Only the thread writes these. */
    private volatile boolean held;

    private volatile long renewed;
    private boolean beating;
    private volatile Consumer<Optional<Throwable>> lost;

    /** Called by Pekko, which finds this class by {@code lease-class}. */
    public DatabaseLease(LeaseSettings settings, ExtendedActorSystem system) {
        this.settings = settings;
        this.system = system;
        this.lost = this::end;
        var timeouts = settings.timeoutSettings();
        this.row =
                new LeaseRow(
                        database(system.settings().config()),
                        settings.leaseName(),
                        // A node that starts anew at the same address is not the one that held it.
                        settings.ownerName() + "#" + UUID.randomUUID(),
                        timeouts.getHeartbeatTimeout(),
                        timeouts.getOperationTimeout());
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("lease").factory());
        this.beatMillis = timeouts.getHeartbeatInterval().toMillis();
        system.registerOnTermination(() -> thread.shutdownNow());
    }

    private static Database database(Config config) {
        var database = config.getConfig("gesso.database");
        return new Database(
                database.getString("url"),
                database.getString("user"),
                database.getString("password"));
    }

    @Override
    public LeaseSettings getSettings() {
        return settings;
    }

    @Override
    public CompletionStage<Boolean> acquire() {
        return acquire(this::end);
    }

    @Override
    public CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> whenLost) {
        var answer = new CompletableFuture<Boolean>();
        submit(() -> take(answer, whenLost), answer);
        return answer.completeOnTimeout(
                false,
                settings.timeoutSettings().getOperationTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void take(CompletableFuture<Boolean> answer, Consumer<Optional<Throwable>> whenLost) {
        var asked = System.nanoTime();
        try {
            var taken = row.take();
            lost = whenLost;
            renewed = asked;
            held = taken;
            (taken ? Decisions.Lease.GRANTED : Decisions.Lease.REFUSED).count();
            if (!answer.complete(taken)) {
                // Whoever asked has been told that it is not ours, and has acted on that.
                held = false;
                row.drop();
                return;
            }
            if (!beating) {
                beating = true;
                thread.scheduleWithFixedDelay(
                        this::beat, beatMillis, beatMillis, TimeUnit.MILLISECONDS);
            }
            log.info("Lease {}. name={}", taken ? "acquired" : "denied", row.name());
        } catch (SQLException away) {
            answer.complete(false);
            Decisions.Lease.UNANSWERED.count();
            log.warn("Lease not acquired: {}", away.getMessage());
        }
    }

    private void beat() {
        if (!held) {
            return;
        }
        var asked = System.nanoTime();
        try {
            if (row.renew()) {
                renewed = asked;
            } else {
                held = false;
                Decisions.Lease.LOST.count();
                lost.accept(Optional.empty());
            }
        } catch (SQLException away) {
            log.warn("Lease not renewed: {}", away.getMessage());
        }
    }

    @Override
    public CompletionStage<Boolean> release() {
        var answer = new CompletableFuture<Boolean>();
        submit(
                () -> {
                    held = false;
                    try {
                        row.drop();
                        answer.complete(true);
                    } catch (SQLException away) {
                        log.warn("Lease not released, it runs out: {}", away.getMessage());
                        answer.complete(false);
                    }
                },
                answer);
        return answer;
    }

    /** Doubt is a no: after a pause the row may be another's before this node has looked. */
    @Override
    public boolean checkLease() {
        return held
                && System.nanoTime() - renewed
                        < settings.timeoutSettings().getHeartbeatTimeout().toNanos();
    }

    private void submit(Runnable work, CompletableFuture<Boolean> answer) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException stopping) {
            answer.complete(false);
        }
    }

    private void end(Optional<Throwable> why) {
        log.error("Another side of a split holds the lease of this one: this node ends");
        CoordinatedShutdown.get(system).run(CoordinatedShutdown.clusterDowningReason());
    }
}
