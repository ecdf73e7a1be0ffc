package gesso.edge.ops;

import gesso.protocol.release.ClusterLevel;
import gesso.protocol.release.Release;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The process's meters: whatever is registered with Micrometer's global registry is scraped here.
 */
final class Meters {
    /** Labels that come from browsers; a hostile one cannot make more series than this. */
    private static final int APPS_MAX = 200;

    private static final PrometheusMeterRegistry PROMETHEUS = register();

    /** Of the newest node of this process; but for tests there is one. */
    private static final AtomicReference<ClusterLevel> RELEASES = new AtomicReference<>();

    private Meters() {}

    static String scrape() {
        return PROMETHEUS.scrape();
    }

    /**
     * While they differ an upgrade is under way: a pair that stays is one that was left half done.
     */
    static void releases(ClusterLevel level) {
        RELEASES.set(level);
        Metrics.gauge("gesso_release_level", Release.LEVEL);
        Metrics.gauge("gesso_release_level_least", RELEASES, newest -> newest.get().least());
    }

    private static PrometheusMeterRegistry register() {
        var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        prometheus
                .config()
                .meterFilter(
                        MeterFilter.maximumAllowableTags(
                                "gesso_app", "app", APPS_MAX, MeterFilter.deny()));
        Metrics.addRegistry(prometheus);
        new JvmMemoryMetrics().bindTo(prometheus);
        new JvmThreadMetrics().bindTo(prometheus);
        new ClassLoaderMetrics().bindTo(prometheus);
        new ProcessorMetrics().bindTo(prometheus);
        new FileDescriptorMetrics().bindTo(prometheus);
        new UptimeMetrics().bindTo(prometheus);
        return prometheus;
    }
}
