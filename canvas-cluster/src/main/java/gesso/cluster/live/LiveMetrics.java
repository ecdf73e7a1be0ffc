package gesso.cluster.live;

import gesso.protocol.entity.OperationReply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What operators see of the entities of one kind, which share it. Thread-safe. */
final class LiveMetrics {
    private static final Map<String, LiveMetrics> KINDS = new ConcurrentHashMap<>();

    private final Timer acks;
    private final Counter accepted;
    private final Counter refused;
    private final Counter retried;
    private final Timer recoveries;
    private final DistributionSummary replayed;
    private final DistributionSummary batches;
    final Counter failures;
    final Counter unreadable;
    final Counter defects;
    final Counter passivations;
    final Counter rests;
    final Counter lookUps;
    final Counter disguised;

    static LiveMetrics of(String kind) {
        return KINDS.computeIfAbsent(kind, LiveMetrics::new);
    }

    private LiveMetrics(String kind) {
        acks =
                Timer.builder("gesso_edit_ack_seconds")
                        .tag("kind", kind)
                        .publishPercentileHistogram()
                        .register(Metrics.globalRegistry);
        accepted = commands(kind, "accepted");
        refused = commands(kind, "refused");
        retried = commands(kind, "retry");
        recoveries = Metrics.timer("gesso_entity_recovery_seconds", "kind", kind);
        replayed = Metrics.summary("gesso_recovery_events", "kind", kind);
        batches = Metrics.summary("gesso_entity_batch_operations", "kind", kind);
        failures = Metrics.counter("gesso_entity_failures_total", "kind", kind);
        unreadable = Metrics.counter("gesso_journal_unreadable_total", "kind", kind);
        defects = Metrics.counter("gesso_entity_defects_total", "kind", kind);
        passivations = Metrics.counter("gesso_passivations_total", "kind", kind);
        rests = Metrics.counter("gesso_entity_rests_total", "kind", kind);
        disguised = Metrics.counter("gesso_operation_disguised_resends_total", "kind", kind);
        lookUps = Metrics.counter("gesso_operation_look_ups_total", "kind", kind);
    }

    void answered(OperationReply reply, long since) {
        acks.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
        switch (reply) {
            case OperationReply.Accepted _ -> accepted.increment();
            case OperationReply.Refused _ -> refused.increment();
            case OperationReply.Retry _ -> retried.increment();
        }
    }

    void recovered(long since, int events) {
        recoveries.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
        replayed.record(events);
    }

    void batch(int operations) {
        batches.record(operations);
    }

    private static Counter commands(String kind, String result) {
        return Metrics.counter("gesso_commands_total", "kind", kind, "result", result);
    }
}
