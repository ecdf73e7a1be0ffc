package gesso.cluster.generation;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.CodeReport;
import gesso.protocol.ai.Failure;
import gesso.protocol.ai.Maker;
import gesso.protocol.ai.TestReport;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.Generation.Approval;
import gesso.protocol.generation.Generation.Step;
import gesso.protocol.generation.GenerationCommand;
import gesso.protocol.generation.GenerationEvent;
import gesso.protocol.testing.Samples;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GenerationRulesTest {
    private static final Maker EMBEDDED = Maker.embedded(5);
    private static final Maker MODEL = new Maker("openai", "m", Maker.MODEL, 1L, 100, 900);
    private static final CodeReport CLEAN = new CodeReport("1", List.of());
    private static final CodeReport DIRTY =
            new CodeReport("1", List.of(new CodeReport.Finding("no-eval", 1, "eval")));
    private static final AppSpecification SPECIFICATION = Samples.specification();

    private final GenerationRules rules = new GenerationRules();
    private Generation state = rules.initial();
    private long revision;

    @Test
    @DisplayName("[CL-GE1] [G3] a version goes from step to step, up to the registry")
    void steps() {
        accepted(new GenerationCommand.Request("Habits", "canvas-1", null), Step.REQUESTED);
        accepted(told(SPECIFICATION), Step.SPECIFIED);
        accepted(code(EMBEDDED), Step.CODED);
        accepted(new GenerationCommand.TellChecks(1, 1, CLEAN), Step.CHECKED);
        accepted(new GenerationCommand.TellTest(1, 1, test(true), null), Step.TESTED);
        assertThat(state.newest().code()).isNotNull();
        accepted(new GenerationCommand.TellPackage(1, Samples.manifest()), Step.PACKAGED);
        assertThat(refusal(new GenerationCommand.Cancel()))
                .as("it is on its way to the registry")
                .isEqualTo(Refusal.CONFLICT);
        accepted(new GenerationCommand.TellPublished(1), Step.PUBLISHED);
        assertThat(state.newest().code()).isNull();
        assertThat(state.published()).isPresent();
        accepted(new GenerationCommand.TellPlaced("w1", null), Step.PUBLISHED);
        assertThat(state.widget()).isEqualTo("w1");
    }

    @Test
    @DisplayName(
            "[CL-GE2] [G8] what a second worker tells again, or of another step, changes nothing")
    void again() {
        accepted(new GenerationCommand.Request("Habits", null, null), Step.REQUESTED);
        nothing(code(EMBEDDED));
        accepted(told(SPECIFICATION), Step.SPECIFIED);
        nothing(told(SPECIFICATION));
        accepted(code(EMBEDDED), Step.CODED);
        nothing(code(EMBEDDED));
        nothing(new GenerationCommand.TellChecks(1, 2, CLEAN));
        nothing(new GenerationCommand.TellChecks(2, 1, CLEAN));
        nothing(new GenerationCommand.TellTest(1, 1, test(true), null));
        nothing(new GenerationCommand.TellPublished(1));
        accepted(new GenerationCommand.TellChecks(1, 1, CLEAN), Step.CHECKED);
        nothing(new GenerationCommand.TellChecks(1, 1, DIRTY));
    }

    @Test
    @DisplayName("[CL-GE3] [G4] [G5] code that the rules or the sandbox refuse is never published")
    void refused() {
        accepted(new GenerationCommand.Request("Habits", null, SPECIFICATION), Step.SPECIFIED);
        accepted(code(EMBEDDED), Step.CODED);
        accepted(new GenerationCommand.TellChecks(1, 1, DIRTY), Step.FAILED);
        var failure = Objects.requireNonNull(state.newest().failure());
        assertThat(failure.step()).isEqualTo("check");
        assertThat(failure.ours()).isTrue();
        nothing(new GenerationCommand.TellPackage(1, Samples.manifest()));
        accepted(new GenerationCommand.Refine("Again", null), Step.REQUESTED);
        accepted(
                new GenerationCommand.TellSpecification(2, SPECIFICATION, EMBEDDED),
                Step.SPECIFIED);
        accepted(new GenerationCommand.TellCode(2, 1, "app();", EMBEDDED), Step.CODED);
        accepted(new GenerationCommand.TellChecks(2, 1, CLEAN), Step.CHECKED);
        accepted(new GenerationCommand.TellTest(2, 1, test(false), null), Step.FAILED);
    }

    @Test
    @DisplayName("[CL-GE3] [G7] a model has some tries, then there is templates' turn")
    void tries() {
        accepted(new GenerationCommand.Request("Habits", null, SPECIFICATION), Step.SPECIFIED);
        for (int attempt = 1; attempt <= Generation.ATTEMPTS_MAX; attempt++) {
            accepted(new GenerationCommand.TellCode(1, attempt, "eval()", MODEL), Step.CODED);
            accepted(new GenerationCommand.TellChecks(1, attempt, DIRTY), Step.SPECIFIED);
            assertThat(state.newest().checks()).isEqualTo(DIRTY);
        }
        int last = Generation.ATTEMPTS_MAX + 1;
        assertThat(state.newest().attempt()).isEqualTo(last);
        accepted(new GenerationCommand.TellCode(1, last, "app();", EMBEDDED), Step.CODED);
        accepted(new GenerationCommand.TellChecks(1, last, CLEAN), Step.CHECKED);
    }

    @Test
    @DisplayName("[CL-GE4] [G10] cancelled is cancelled: what comes afterwards changes nothing")
    void cancel() {
        accepted(new GenerationCommand.Request("Habits", null, null), Step.REQUESTED);
        accepted(new GenerationCommand.Cancel(), Step.CANCELLED);
        nothing(new GenerationCommand.Cancel());
        nothing(told(SPECIFICATION));
        nothing(new GenerationCommand.TellFailure(1, new Failure("analyse", "late", false)));
    }

    @Test
    @DisplayName(
            "[CL-GE6] [G9] refining makes the next version of what is over, and of nothing else")
    void refine() {
        assertThat(refusal(new GenerationCommand.Refine("a", null))).isEqualTo(Refusal.NOT_FOUND);
        accepted(new GenerationCommand.Request("Habits", null, null), Step.REQUESTED);
        assertThat(refusal(new GenerationCommand.Refine("a", null))).isEqualTo(Refusal.CONFLICT);
        accepted(
                new GenerationCommand.TellFailure(1, new Failure("analyse", "what?", false)),
                Step.FAILED);
        assertThat(refusal(new GenerationCommand.Refine("a", null))).isEqualTo(Refusal.CONFLICT);
        assertThat(refusal(new GenerationCommand.Refine(" ", null))).isEqualTo(Refusal.INVALID);
        accepted(new GenerationCommand.Refine(null, SPECIFICATION), Step.SPECIFIED);
        assertThat(state.versions()).hasSize(2);
        assertThat(state.newest().number()).isEqualTo(2);
        assertThat(state.basis()).isEqualTo(SPECIFICATION);
    }

    @Test
    @DisplayName("[CL-GE7] [R4] only what is published can be approved, version by version")
    void approval() {
        accepted(new GenerationCommand.Request("Habits", null, SPECIFICATION), Step.SPECIFIED);
        assertThat(refusal(new GenerationCommand.AskApproval())).isEqualTo(Refusal.CONFLICT);
        assertThat(refusal(new GenerationCommand.Approve(null))).isEqualTo(Refusal.CONFLICT);
        publish(1);
        accepted(new GenerationCommand.AskApproval(), Step.PUBLISHED);
        nothing(new GenerationCommand.AskApproval());
        accepted(new GenerationCommand.Reject("It asks for passwords", 1), Step.PUBLISHED);
        assertThat(state.rejected()).isEqualTo("It asks for passwords");
        accepted(new GenerationCommand.AskApproval(), Step.PUBLISHED);
        assertThat(refusal(new GenerationCommand.Approve(2))).isEqualTo(Refusal.CONFLICT);
        assertThat(refusal(new GenerationCommand.Reject("Not mine", 2)))
                .isEqualTo(Refusal.CONFLICT);
        accepted(new GenerationCommand.Approve(1), Step.PUBLISHED);
        nothing(new GenerationCommand.TellShared(2));
        accepted(new GenerationCommand.TellShared(1), Step.PUBLISHED);
        assertThat(state.approval()).isEqualTo(Approval.SHARED);
        accepted(new GenerationCommand.Refine(null, SPECIFICATION), Step.SPECIFIED);
        publish(2);
        accepted(new GenerationCommand.AskApproval(), Step.PUBLISHED);
        assertThat(state.approvalOf()).isEqualTo(2);
        assertThat(state.approval()).isEqualTo(Approval.ASKED);
    }

    @Test
    @DisplayName("[CL-GE8] what nobody can have meant is refused in words")
    void invalid() {
        assertThat(refusal(new GenerationCommand.Request("  ", null, null)))
                .isEqualTo(Refusal.INVALID);
        assertThat(refusal(new GenerationCommand.Request("x".repeat(20_001), null, null)))
                .isEqualTo(Refusal.INVALID);
        var broken = new AppSpecification("", "", "none", List.of(), List.of(), List.of(), null);
        assertThat(refusal(new GenerationCommand.Request("a", null, broken)))
                .isEqualTo(Refusal.INVALID);
        accepted(new GenerationCommand.Request("a", null, SPECIFICATION), Step.SPECIFIED);
        assertThat(refusal(new GenerationCommand.TellCode(1, 1, "x".repeat(70_000), EMBEDDED)))
                .isEqualTo(Refusal.TOO_LARGE);
        assertThat(refusal(new GenerationCommand.Request("b", null, null)))
                .isEqualTo(Refusal.CONFLICT);
    }

    @Test
    @DisplayName(
            "[CL-GE8] [G1] a specification that its backend cannot decide by is refused at once")
    void undecidable() {
        var fault = List.of(new FieldError("entities[0].fields[0].formula", "cannot be read"));
        var strict = new GenerationRules(_ -> fault);
        var refused =
                (Decision.Refused<GenerationEvent>)
                        strict.decide(
                                state,
                                new GenerationCommand.Request("a", null, SPECIFICATION),
                                origin(1));
        assertThat(refused.errors()).isEqualTo(fault);
        accepted(new GenerationCommand.Request("a", null, null), Step.REQUESTED);
        var made =
                (Decision.Accepted<GenerationEvent>)
                        strict.decide(state, told(SPECIFICATION), origin(2));
        assertThat(made.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        GenerationEvent.Failed.class,
                        failed -> assertThat(failed.failure().ours()).isTrue());
    }

    @Test
    @DisplayName("[CL-GE9] a replay gives what was live, and a snapshot nothing else")
    void replay() {
        var random = new Random(7);
        for (int run = 0; run < 50; run++) {
            var live = rules.initial();
            var again = rules.initial();
            for (long i = 1; i <= 60; i++) {
                var decision = rules.decide(live, any(random, live), origin(i));
                if (decision instanceof Decision.Accepted<GenerationEvent>(var events)) {
                    for (var event : events) {
                        var recorded = new Recorded<>(i, origin(i), event);
                        live = rules.evolve(live, recorded);
                        var stored = rules.event(rules.manifest(event), rules.data(event));
                        again = rules.evolve(again, new Recorded<>(i, origin(i), stored));
                    }
                }
                assertThat(again).isEqualTo(live);
                assertThat(
                                rules.restore(
                                        Json.parse(Json.bytes(rules.snapshot(live))).orElseThrow()))
                        .isEqualTo(live);
            }
        }
    }

    private static GenerationCommand any(Random random, Generation g) {
        int version = Math.max(1, g.versions().size());
        int attempt = g.exists() ? g.newest().attempt() : 1;
        return switch (random.nextInt(13)) {
            case 0 -> new GenerationCommand.Request("Habits", "c", null);
            case 1 -> new GenerationCommand.Refine("with a date", null);
            case 2 -> new GenerationCommand.TellSpecification(version, SPECIFICATION, EMBEDDED);
            case 3 ->
                    new GenerationCommand.TellCode(
                            version, attempt, "app();", random.nextBoolean() ? MODEL : EMBEDDED);
            case 4, 5 ->
                    new GenerationCommand.TellChecks(
                            version, attempt, random.nextInt(4) == 0 ? DIRTY : CLEAN);
            case 6, 7 ->
                    new GenerationCommand.TellTest(
                            version, attempt, test(random.nextInt(4) > 0), null);
            case 8 -> new GenerationCommand.TellPackage(version, Samples.manifest());
            case 9 -> new GenerationCommand.TellPublished(version);
            case 10 -> new GenerationCommand.AskApproval();
            case 11 ->
                    random.nextInt(5) == 0
                            ? new GenerationCommand.Cancel()
                            : new GenerationCommand.Approve(null);
            default -> new GenerationCommand.TellPlaced("w", null);
        };
    }

    private void publish(int version) {
        accepted(new GenerationCommand.TellCode(version, 1, "app();", EMBEDDED), Step.CODED);
        accepted(new GenerationCommand.TellChecks(version, 1, CLEAN), Step.CHECKED);
        accepted(new GenerationCommand.TellTest(version, 1, test(true), null), Step.TESTED);
        accepted(new GenerationCommand.TellPackage(version, Samples.manifest()), Step.PACKAGED);
        accepted(new GenerationCommand.TellPublished(version), Step.PUBLISHED);
    }

    private static GenerationCommand told(AppSpecification specification) {
        return new GenerationCommand.TellSpecification(1, specification, EMBEDDED);
    }

    private static GenerationCommand code(Maker maker) {
        return new GenerationCommand.TellCode(1, 1, "gesso.app({});", maker);
    }

    private static TestReport test(boolean passed) {
        return new TestReport(passed, List.of(), List.of(), List.of(), 10);
    }

    private void accepted(GenerationCommand command, Step step) {
        var decision = rules.decide(state, command, origin(revision + 1));
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        var events = ((Decision.Accepted<GenerationEvent>) decision).events();
        // Only what ends a version has something to add: the end.
        assertThat(events).as("of %s", command).hasSizeBetween(1, 2);
        for (var event : events) {
            state = rules.evolve(state, new Recorded<>(++revision, origin(revision), event));
        }
        assertThat(events.size() == 2)
                .isEqualTo(
                        step == Step.FAILED && !(command instanceof GenerationCommand.TellFailure));
        if (events.size() == 2) {
            assertThat(events.getLast()).isInstanceOf(GenerationEvent.Failed.class);
        }
        assertThat(state.newest().step()).isEqualTo(step);
        assertThat(state.revision()).isEqualTo(revision);
    }

    private void nothing(GenerationCommand command) {
        assertThat(rules.decide(state, command, origin(revision + 1)))
                .as("of %s", command)
                .isEqualTo(Decision.nothing());
    }

    private Refusal refusal(GenerationCommand command) {
        return ((Decision.Refused<GenerationEvent>) rules.decide(state, command, origin(1))).why();
    }

    private static Origin origin(long at) {
        return new Origin(
                "op-" + at, "u:ann", null, "ann", null, "c", null, null, null, null, "s", at);
    }
}
