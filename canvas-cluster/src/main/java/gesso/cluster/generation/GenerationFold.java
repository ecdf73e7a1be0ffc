package gesso.cluster.generation;

import gesso.cluster.live.Recorded;
import gesso.protocol.ai.CodeReport;
import gesso.protocol.ai.Failure;
import gesso.protocol.ai.Maker;
import gesso.protocol.ai.TestReport;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.Generation.Approval;
import gesso.protocol.generation.Generation.Step;
import gesso.protocol.generation.Generation.Version;
import gesso.protocol.generation.GenerationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each event makes of a generation. */
final class GenerationFold {
    private GenerationFold() {}

    static Generation after(Generation g, Recorded<GenerationEvent> recorded) {
        long at = recorded.origin().at();
        var next =
                switch (recorded.event()) {
                    case GenerationEvent.Requested(var prompt, var canvas, var given) ->
                            new Generation(
                                    recorded.origin().user(),
                                    canvas,
                                    prompt,
                                    List.of(Version.begun(1, null, given, at)),
                                    Approval.NONE,
                                    0,
                                    null,
                                    null,
                                    null,
                                    0,
                                    0);
                    case GenerationEvent.Refined(var version, var words, var given) ->
                            with(g, Version.begun(version, words, given, at));
                    case GenerationEvent.Analysed(_, var specification, var maker) -> {
                        var v = g.newest();
                        yield with(
                                g,
                                new Version(
                                        v.number(),
                                        v.words(),
                                        Step.SPECIFIED,
                                        v.attempt(),
                                        specification,
                                        maker,
                                        null,
                                        null,
                                        null,
                                        0,
                                        null,
                                        null,
                                        null,
                                        null,
                                        at));
                    }
                    case GenerationEvent.CodeGenerated coded -> with(g, coded(g, coded, at));
                    case GenerationEvent.Validated(_, _, var report) ->
                            with(g, checked(g.newest(), report, at));
                    case GenerationEvent.SandboxTested(_, _, var report, _) ->
                            with(g, tested(g.newest(), report, at));
                    case GenerationEvent.Packaged(_, var manifest) -> {
                        var v = g.newest();
                        yield with(
                                g,
                                new Version(
                                        v.number(),
                                        v.words(),
                                        Step.PACKAGED,
                                        v.attempt(),
                                        v.specification(),
                                        v.specified(),
                                        v.coded(),
                                        null,
                                        v.hash(),
                                        v.bytes(),
                                        v.checks(),
                                        v.test(),
                                        manifest,
                                        null,
                                        at));
                    }
                    case GenerationEvent.Published _ ->
                            with(g, ended(g.newest(), Step.PUBLISHED, null, at));
                    case GenerationEvent.Failed(_, var failure) ->
                            with(g, ended(g.newest(), Step.FAILED, failure, at));
                    case GenerationEvent.Cancelled _ ->
                            with(g, ended(g.newest(), Step.CANCELLED, null, at));
                    case GenerationEvent.Placed(var widget, var reason) ->
                            new Generation(
                                    g.owner(),
                                    g.canvas(),
                                    g.prompt(),
                                    g.versions(),
                                    g.approval(),
                                    g.approvalOf(),
                                    g.rejected(),
                                    widget,
                                    reason,
                                    0,
                                    0);
                    case GenerationEvent.ApprovalAsked(var version) ->
                            judged(g, Approval.ASKED, version, null);
                    case GenerationEvent.Approved(var version) ->
                            judged(g, Approval.APPROVED, version, null);
                    case GenerationEvent.Rejected(var version, var reason) ->
                            judged(g, Approval.REJECTED, version, reason);
                    case GenerationEvent.Shared(var version) ->
                            judged(g, Approval.SHARED, version, null);
                };
        return new Generation(
                next.owner(),
                next.canvas(),
                next.prompt(),
                next.versions(),
                next.approval(),
                next.approvalOf(),
                next.rejected(),
                next.widget(),
                next.unplaced(),
                recorded.revision(),
                at);
    }

    private static Version coded(Generation g, GenerationEvent.CodeGenerated coded, long at) {
        var v = g.newest();
        return new Version(
                v.number(),
                v.words(),
                Step.CODED,
                v.attempt(),
                v.specification(),
                v.specified(),
                coded.maker(),
                coded.code(),
                coded.hash(),
                CodeFile.bytes(coded.code()).length,
                null,
                null,
                null,
                null,
                at);
    }

    private static Version checked(Version v, CodeReport report, long at) {
        return report.clean()
                ? reported(v, Step.CHECKED, report, null, null, at)
                : refused(
                        v,
                        report,
                        null,
                        new Failure(
                                "check",
                                "The code that was made broke "
                                        + report.findings().size()
                                        + " of the rules that keep people safe. Say it in other"
                                        + " words, or ask for less at once.",
                                true),
                        at);
    }

    private static Version tested(Version v, TestReport report, long at) {
        return report.passed()
                ? reported(v, Step.TESTED, v.checks(), report, null, at)
                : refused(
                        v,
                        v.checks(),
                        report,
                        new Failure(
                                "test",
                                "The app did not work when it was tried out, so nobody gets it. Say"
                                        + " it in other words, or ask for less at once.",
                                true),
                        at);
    }

    /** A model may try again, with what was found; what templates make stays as it is. */
    private static Version refused(
            Version v,
            @Nullable CodeReport checks,
            @Nullable TestReport test,
            Failure failure,
            long at) {
        boolean ofModel = Maker.MODEL.equals(Objects.requireNonNull(v.coded()).mode());
        return ofModel && v.attempt() <= Generation.ATTEMPTS_MAX
                ? new Version(
                        v.number(),
                        v.words(),
                        Step.SPECIFIED,
                        v.attempt() + 1,
                        v.specification(),
                        v.specified(),
                        v.coded(),
                        v.code(),
                        v.hash(),
                        v.bytes(),
                        checks,
                        test,
                        null,
                        null,
                        at)
                : reported(v, Step.FAILED, checks, test, failure, at);
    }

    private static Version reported(
            Version v,
            Step step,
            @Nullable CodeReport checks,
            @Nullable TestReport test,
            @Nullable Failure failure,
            long at) {
        return new Version(
                v.number(),
                v.words(),
                step,
                v.attempt(),
                v.specification(),
                v.specified(),
                v.coded(),
                step.isOver() ? null : v.code(),
                v.hash(),
                v.bytes(),
                checks,
                test,
                v.manifest(),
                failure,
                at);
    }

    private static Version ended(Version v, Step step, @Nullable Failure failure, long at) {
        return reported(v, step, v.checks(), v.test(), failure, at);
    }

    /** In the place of the one with its number, or behind all. */
    private static Generation with(Generation g, Version version) {
        var all = new ArrayList<>(g.versions());
        if (version.number() <= all.size()) {
            all.set(version.number() - 1, version);
        } else {
            all.add(version);
        }
        return new Generation(
                g.owner(),
                g.canvas(),
                g.prompt(),
                List.copyOf(all),
                g.approval(),
                g.approvalOf(),
                g.rejected(),
                g.widget(),
                g.unplaced(),
                0,
                0);
    }

    private static Generation judged(
            Generation g, Approval approval, int version, @Nullable String reason) {
        return new Generation(
                g.owner(),
                g.canvas(),
                g.prompt(),
                g.versions(),
                approval,
                version,
                reason,
                g.widget(),
                g.unplaced(),
                0,
                0);
    }
}
