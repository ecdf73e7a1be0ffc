package gesso.deploy.whole;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the tests of the named classes in a process of their own, and says how many passed. */
final class TestRun {
    private TestRun() {}

    public static void main(String[] classes) {
        var request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(Stream.of(classes).map(name -> selectClass(name)).toList())
                        .build();
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        var result = summary.getSummary();
        result.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        System.out.printf(
                "%d passed, %d failed%n",
                result.getTestsSucceededCount(), result.getTotalFailureCount());
        System.exit(result.getTotalFailureCount() == 0 ? 0 : 1);
    }
}
