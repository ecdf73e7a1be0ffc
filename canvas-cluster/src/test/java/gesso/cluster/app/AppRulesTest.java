package gesso.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.cluster.records.RecordsBackend;
import gesso.protocol.FieldError;
import gesso.protocol.Refusal;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.Rule;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import gesso.protocol.app.AppCommand;
import gesso.protocol.app.AppEvent;
import gesso.protocol.app.Manifest;
import gesso.protocol.testing.Samples;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppRulesTest {
    private final AppRules rules = new AppRules(Set.of("", "todo"));

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

    @Test
    @DisplayName("[CL-A8] an app that names a backend which nobody hosts is refused")
    void backend() {
        var homeless = new AppRules(Set.of("", "chat"));
        var publish = new AppCommand.Publish(Samples.manifest());
        assertThat(homeless.decide(App.UNKNOWN, publish, Samples.ORIGIN))
                .hasFieldOrPropertyWithValue("why", Refusal.INVALID)
                .hasFieldOrPropertyWithValue(
                        "detail", "backend: is not hosted here; there is chat");
    }

    @Test
    @DisplayName(
            "[CL-A9] a specification that its app's backend could not decide by is not published")
    void specification() {
        var backend = new RecordsBackend();
        var records =
                new AppRules(Set.of("", "records"), (_, described) -> backend.check(described));
        var price = Field.of("price", "Price", FieldType.NUMBER);
        var good = described(new Rule("price > 0", "Costs something", null), price);
        assertThat(records.decide(App.UNKNOWN, new AppCommand.Publish(good), Samples.ORIGIN))
                .isEqualTo(accepted(new AppEvent.Registered(good)));
        var unreadable = described(new Rule("prise > 0", "Costs something", null), price);
        assertThat(records.decide(App.UNKNOWN, new AppCommand.Publish(unreadable), Samples.ORIGIN))
                .hasFieldOrPropertyWithValue("why", Refusal.INVALID)
                .hasFieldOrPropertyWithValue(
                        "errors",
                        List.of(
                                new FieldError(
                                        "generated.specification.entities[0].rules[0].cel",
                                        "cannot be read at character 1: undeclared reference to"
                                                + " 'prise'")));
        var wrong = described(new Rule("true", "", "nothing"), price);
        assertThat(records.decide(App.UNKNOWN, new AppCommand.Publish(wrong), Samples.ORIGIN))
                .hasFieldOrPropertyWithValue("why", Refusal.INVALID);
    }

    private static Manifest described(Rule rule, Field... fields) {
        var m = Samples.manifest();
        var app =
                new AppSpecification(
                        "Prices",
                        "What things cost.",
                        "list-checks",
                        List.of(new Entity("item", "Item", List.of(fields), List.of(rule))),
                        List.of(View.of(Kind.TABLE, "All", "item")),
                        List.of(),
                        null);
        return new Manifest(
                "prices",
                m.title(),
                m.version(),
                "generated",
                m.remoteEntry(),
                m.summary(),
                m.icon(),
                m.category(),
                m.author(),
                m.permissions(),
                m.sizes(),
                "records",
                m.modules(),
                m.integrity(),
                m.bytes(),
                new Manifest.Generated("Prices", false, "j1", "ada", null, app, null, null),
                null);
    }

    @Test
    @DisplayName("[F4] [CL-A5] a revoked version stays out of use; without one named all are meant")
    void revoke() {
        var first = Samples.manifest();
        var both =
                evolve(
                        published(first),
                        2,
                        new AppEvent.VersionPublished(version(first, "1.1.0", "sha384-def")));
        var one = new AppCommand.Revoke("1.0.0", "It leaks");
        assertThat(decide(both, one))
                .isEqualTo(accepted(new AppEvent.Revoked("1.0.0", "It leaks")));
        var left = evolve(both, 3, new AppEvent.Revoked("1.0.0", "It leaks"));
        assertThat(left.good()).containsExactly("1.1.0");
        assertThat(decide(left, one)).isEqualTo(Decision.nothing());
        assertThat(decide(left, first)).isEqualTo(Decision.nothing());
        assertThat(decide(left, new AppCommand.Revoke("2.0.0", "It leaks")))
                .hasFieldOrPropertyWithValue("why", Refusal.NOT_FOUND);
        var none = evolve(left, 4, new AppEvent.Revoked(null, "All of it leaks"));
        assertThat(none.good()).isEmpty();
        assertThat(none.revoked()).containsEntry("1.0.0", "It leaks");
        assertThat(decide(none, new AppCommand.Revoke(null, "again")))
                .isEqualTo(Decision.nothing());
        var mended = version(first, "1.2.0", "sha384-ghi");
        assertThat(decide(none, mended)).isEqualTo(accepted(new AppEvent.VersionPublished(mended)));
        assertThat(rules.restore(rules.snapshot(none))).isEqualTo(none);
    }

    @Test
    @DisplayName(
            "[F4] [CL-A6] an app is suspended and reinstated; what does not change is no event")
    void suspend() {
        var app = published(Samples.manifest());
        var suspend = new AppCommand.Suspend("We look into it");
        assertThat(decide(app, suspend))
                .isEqualTo(accepted(new AppEvent.Suspended("We look into it")));
        assertThat(decide(app, new AppCommand.Reinstate())).isEqualTo(Decision.nothing());
        var away = evolve(app, 2, new AppEvent.Suspended("We look into it"));
        assertThat(decide(away, suspend)).isEqualTo(Decision.nothing());
        assertThat(decide(away, new AppCommand.Reinstate()))
                .isEqualTo(accepted(new AppEvent.Reinstated()));
        assertThat(evolve(away, 3, new AppEvent.Reinstated()).suspended()).isNull();
    }

    @Test
    @DisplayName("[F4] [CL-A7] a rating has one to five stars and is of an app that there is")
    void rate() {
        var app = published(Samples.manifest());
        assertThat(decide(app, new AppCommand.Rate(4))).isEqualTo(accepted(new AppEvent.Rated(4)));
        for (int stars : new int[] {0, 6}) {
            assertThat(decide(app, new AppCommand.Rate(stars)))
                    .hasFieldOrPropertyWithValue("why", Refusal.INVALID);
        }
        for (var command :
                List.<AppCommand>of(
                        new AppCommand.Rate(4),
                        new AppCommand.Revoke(null, "x"),
                        new AppCommand.Suspend("x"),
                        new AppCommand.Reinstate())) {
            assertThat(decide(App.UNKNOWN, command))
                    .hasFieldOrPropertyWithValue("why", Refusal.NOT_FOUND);
        }
    }

    private Decision<AppEvent> decide(App state, AppCommand command) {
        return rules.decide(state, command, Samples.ORIGIN);
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
