package gesso.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.protocol.Refusal;
import gesso.protocol.app.AppCommand;
import gesso.protocol.app.AppEvent;
import gesso.protocol.app.Manifest;
import gesso.protocol.testing.Samples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppRulesTest {
    private final AppRules rules = new AppRules();

    @Test
    @DisplayName("[R2] [CL-A1] the first version registers an app, each further one is kept")
    void publish() {
        var first = Samples.manifest();
        assertThat(decide(App.UNKNOWN, first)).isEqualTo(accepted(new AppEvent.Registered(first)));
        var known = published(first);
        var next = version(first, "1.1.0", "sha384-def");
        assertThat(decide(known, next)).isEqualTo(accepted(new AppEvent.VersionPublished(next)));
        var both = evolve(known, 2, new AppEvent.VersionPublished(next));
        assertThat(both.newest()).contains(next);
        assertThat(both.version("1.0.0")).contains(first);
        assertThat(rules.restore(rules.snapshot(both))).isEqualTo(both);
    }

    @Test
    @DisplayName("[CL-A2] a version is published once: again changes nothing, otherwise conflict")
    void once() {
        var first = Samples.manifest();
        var known = published(first);
        assertThat(decide(known, first)).isEqualTo(Decision.nothing());
        var other = version(first, "1.0.0", "sha384-def");
        assertThat(decide(known, other)).hasFieldOrPropertyWithValue("why", Refusal.CONFLICT);
    }

    private App published(Manifest manifest) {
        return evolve(App.UNKNOWN, 1, new AppEvent.Registered(manifest));
    }

    private App evolve(App state, long revision, AppEvent event) {
        return rules.evolve(state, new Recorded<>(revision, Samples.ORIGIN, event));
    }

    private Decision<AppEvent> decide(App state, Manifest manifest) {
        return rules.decide(state, new AppCommand.Publish(manifest), Samples.ORIGIN);
    }

    private static Decision<AppEvent> accepted(AppEvent event) {
        return Decision.accept(event);
    }

    private static Manifest version(Manifest of, String version, String integrity) {
        return new Manifest(
                of.id(),
                of.title(),
                version,
                of.origin(),
                of.remoteEntry(),
                of.summary(),
                of.icon(),
                of.category(),
                of.author(),
                of.permissions(),
                of.sizes(),
                of.backend(),
                of.modules(),
                integrity,
                of.bytes());
    }
}
