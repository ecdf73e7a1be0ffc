package gesso.cluster.generation;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.cluster.live.Rules;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.Failure;
import gesso.protocol.ai.Maker;
import gesso.protocol.ai.SpecificationRules;
import gesso.protocol.entity.Command;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.Generation.Approval;
import gesso.protocol.generation.Generation.Step;
import gesso.protocol.generation.GenerationCommand;
import gesso.protocol.generation.GenerationEvent;
import gesso.protocol.journal.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a generation. A version goes from step to step and never back, but for code of
 * a model that the rules or the sandbox refused: then there are some more tries. What comes too
 * late, or for another version, is acknowledged and changes nothing.
 */
public final class GenerationRules implements Rules<Generation, GenerationEvent> {
    public static final int PROMPT_MAX = 20_000;
    public static final int REASON_MAX = 500;

    private final Function<AppSpecification, List<FieldError>> check;

    /** Without a backend that would have to decide by a specification. */
    public GenerationRules() {
        this(_ -> List.of());
    }

    /**
     * @param check what of a specification its backend could not decide by, such as a formula that
     *     cannot be read
     */
    public GenerationRules(Function<AppSpecification, List<FieldError>> check) {
        this.check = check;
    }

    @Override
    public Generation initial() {
        return Generation.NONE;
    }

    @Override
    public Decision<GenerationEvent> decide(Generation state, Command command, Origin origin) {
        if (!(command instanceof GenerationCommand wanted)) {
            throw new IllegalArgumentException("no command of a generation: " + command.getClass());
        }
        if (!state.exists() && !(wanted instanceof GenerationCommand.Request)) {
            return refuse(Refusal.NOT_FOUND, "there is no such generation");
        }
        return switch (wanted) {
            case GenerationCommand.Request request -> request(state, request);
            case GenerationCommand.Refine refine -> refine(state, refine);
            case GenerationCommand.Cancel() -> cancel(state);
            case GenerationCommand.AskApproval() -> askApproval(state);
            case GenerationCommand.Approve(var seen) ->
                    judged(state, seen, new GenerationEvent.Approved(state.approvalOf()));
            case GenerationCommand.Reject(var reason, var seen) ->
                    judged(state, seen, new GenerationEvent.Rejected(state.approvalOf(), reason));
            case GenerationCommand.TellSpecification told -> specification(state, told);
            case GenerationCommand.TellCode(var version, var attempt, var code, var maker) ->
                    code(state, version, attempt, code, maker);
            case GenerationCommand.TellChecks(var version, var attempt, var report) ->
                    isAt(state, version, Step.CODED, attempt)
                            ? judging(
                                    state,
                                    origin,
                                    new GenerationEvent.Validated(version, attempt, report))
                            : nothing();
            case GenerationCommand.TellTest(var version, var attempt, var report, var pictures) ->
                    isAt(state, version, Step.CHECKED, attempt)
                            ? judging(
                                    state,
                                    origin,
                                    new GenerationEvent.SandboxTested(
                                            version, attempt, report, pictures))
                            : nothing();
            case GenerationCommand.TellFailure(var version, var failure) ->
                    isCurrent(state, version) && !state.newest().step().isOver()
                            ? accept(new GenerationEvent.Failed(version, failure))
                            : nothing();
            case GenerationCommand.TellPackage(var version, var manifest) ->
                    told(
                            state,
                            version,
                            Step.TESTED,
                            () -> true,
                            new GenerationEvent.Packaged(version, manifest));
            case GenerationCommand.TellPublished(var version) ->
                    told(
                            state,
                            version,
                            Step.PACKAGED,
                            () -> true,
                            new GenerationEvent.Published(version));
            case GenerationCommand.TellPlaced(var widget, var reason) ->
                    state.widget() == null && state.unplaced() == null
                            ? accept(new GenerationEvent.Placed(widget, reason))
                            : nothing();
            case GenerationCommand.TellShared(var version) ->
                    state.approval() == Approval.APPROVED && state.approvalOf() == version
                            ? accept(new GenerationEvent.Shared(version))
                            : nothing();
        };
    }

    private List<FieldError> errors(AppSpecification specification) {
        var errors = SpecificationRules.check(specification);
        return errors.isEmpty() ? check.apply(specification) : errors;
    }

    /** One that does not hold is a fault of whoever made it, not of the person. */
    private Decision<GenerationEvent> specification(
            Generation state, GenerationCommand.TellSpecification told) {
        int version = told.version();
        var errors = errors(told.specification());
        var event =
                errors.isEmpty()
                        ? new GenerationEvent.Analysed(version, told.specification(), told.maker())
                        : new GenerationEvent.Failed(
                                version,
                                new Failure(
                                        "analyse",
                                        "What was made of your words cannot work ("
                                                + errors.getFirst().message()
                                                + "). Say it in other words, or in the form.",
                                        true));
        return told(state, version, Step.REQUESTED, () -> true, event);
    }

    private Decision<GenerationEvent> request(Generation state, GenerationCommand.Request request) {
        if (state.exists()) {
            return refuse(Refusal.CONFLICT, "this generation was asked for already");
        }
        if (request.prompt().isBlank() && request.specification() == null) {
            return invalid("prompt", "must say what you want");
        }
        if (request.prompt().length() > PROMPT_MAX) {
            return invalid("prompt", "must have at most " + PROMPT_MAX + " characters");
        }
        return specified(
                request.specification(),
                new GenerationEvent.Requested(
                        request.prompt(), request.canvas(), request.specification()));
    }

    private Decision<GenerationEvent> refine(Generation state, GenerationCommand.Refine refine) {
        if (!state.newest().step().isOver()) {
            return refuse(
                    Refusal.CONFLICT, "the version before is still being made; wait or cancel it");
        }
        if (state.versions().size() >= Generation.VERSIONS_MAX) {
            return refuse(Refusal.TOO_LARGE, "an app has " + Generation.VERSIONS_MAX + " versions");
        }
        boolean nothingSaid = refine.words() == null || refine.words().isBlank();
        if (nothingSaid && refine.specification() == null) {
            return invalid("words", "must say what is to change");
        }
        if (refine.words() != null && refine.words().length() > PROMPT_MAX) {
            return invalid("words", "must have at most " + PROMPT_MAX + " characters");
        }
        if (refine.specification() == null && state.basis() == null) {
            return refuse(
                    Refusal.CONFLICT,
                    "there is nothing to change yet: no version got as far as a specification");
        }
        return specified(
                refine.specification(),
                new GenerationEvent.Refined(
                        state.versions().size() + 1, refine.words(), refine.specification()));
    }

    private Decision<GenerationEvent> specified(
            @Nullable AppSpecification specification, GenerationEvent event) {
        if (specification == null) {
            return accept(event);
        }
        var errors = errors(specification);
        return errors.isEmpty()
                ? accept(event)
                : new Decision.Refused<>(
                        Refusal.INVALID, "the specification does not hold", errors);
    }

    private static Decision<GenerationEvent> askApproval(Generation state) {
        var published = state.published();
        if (published.isEmpty()) {
            return refuse(Refusal.CONFLICT, "no version is ready yet");
        }
        int number = published.get().number();
        boolean open =
                state.approvalOf() == number
                        && state.approval() != Approval.NONE
                        && state.approval() != Approval.REJECTED;
        return open ? nothing() : accept(new GenerationEvent.ApprovalAsked(number));
    }

    /** Once it is on its way to the registry nobody can say any more that it is not there. */
    private static Decision<GenerationEvent> cancel(Generation state) {
        var newest = state.newest();
        if (newest.step() == Step.PACKAGED) {
            return refuse(Refusal.CONFLICT, "it is being published just now");
        }
        return newest.step().isOver()
                ? nothing()
                : accept(new GenerationEvent.Cancelled(newest.number()));
    }

    /** Who says which version was looked at judges that one alone: the next may ask meanwhile. */
    private static Decision<GenerationEvent> judged(
            Generation state, @Nullable Integer seen, GenerationEvent event) {
        if (state.approval() != Approval.ASKED) {
            return refuse(Refusal.CONFLICT, "nobody asks for approval of this app now");
        }
        return seen == null || seen == state.approvalOf()
                ? accept(event)
                : refuse(
                        Refusal.CONFLICT,
                        "Another version is up for approval by now. Look at that one.");
    }

    private static Decision<GenerationEvent> code(
            Generation state, int version, int attempt, String code, Maker maker) {
        var bytes = code.getBytes(StandardCharsets.UTF_8).length;
        return bytes > Generation.CODE_BYTES
                ? refuse(Refusal.TOO_LARGE, "code has at most " + Generation.CODE_BYTES + " bytes")
                : told(
                        state,
                        version,
                        Step.SPECIFIED,
                        () -> state.newest().attempt() == attempt,
                        new GenerationEvent.CodeGenerated(
                                version, attempt, CodeFile.hash(code), code, maker));
    }

    private static Decision<GenerationEvent> told(
            Generation state,
            int version,
            Step step,
            BooleanSupplier holds,
            GenerationEvent event) {
        return isCurrent(state, version) && state.newest().step() == step && holds.getAsBoolean()
                ? accept(event)
                : nothing();
    }

    /**
     * What ends a version does so in an event of its own: lists and quotas know nothing of why a
     * report is the last one.
     */
    private static Decision<GenerationEvent> judging(
            Generation state, Origin origin, GenerationEvent report) {
        var judged =
                GenerationFold.after(state, new Recorded<>(state.revision() + 1, origin, report))
                        .newest();
        var failure = judged.failure();
        return judged.step() == Step.FAILED && failure != null
                ? new Decision.Accepted<>(
                        List.of(report, new GenerationEvent.Failed(judged.number(), failure)))
                : accept(report);
    }

    private static boolean isAt(Generation state, int version, Step step, int attempt) {
        return isCurrent(state, version)
                && state.newest().step() == step
                && state.newest().attempt() == attempt;
    }

    private static boolean isCurrent(Generation state, int version) {
        return state.newest().number() == version;
    }

    @Override
    public Generation evolve(Generation state, Recorded<GenerationEvent> recorded) {
        return GenerationFold.after(state, recorded);
    }

    @Override
    public @Nullable JsonNode answer(Command command, List<GenerationEvent> events) {
        return null;
    }

    @Override
    public JsonNode data(GenerationEvent event) {
        return EventCodec.data(event);
    }

    @Override
    public GenerationEvent event(String manifest, JsonNode data) {
        return EventCodec.generation(manifest, data);
    }

    @Override
    public String manifest(GenerationEvent event) {
        return EventCodec.manifest(event);
    }

    @Override
    public JsonNode snapshot(Generation state) {
        return Json.tree(state);
    }

    @Override
    public Generation restore(JsonNode snapshot) {
        return Json.value(snapshot, Generation.class);
    }
}
