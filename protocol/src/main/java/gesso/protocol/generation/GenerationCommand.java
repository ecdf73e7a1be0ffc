package gesso.protocol.generation;

import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.CodeReport;
import gesso.protocol.ai.Failure;
import gesso.protocol.ai.Maker;
import gesso.protocol.ai.Picture;
import gesso.protocol.ai.SpecificationRules;
import gesso.protocol.ai.TestReport;
import gesso.protocol.app.Manifest;
import gesso.protocol.entity.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be wanted of a generation. People ask, refine, cancel and decide; workers tell what they
 * have made, one step after the other; the platform tells what became of it. What comes for a step
 * that is over, or for another version, changes nothing: a second worker may well repeat what a
 * first one had done before it was lost.
 */
public sealed interface GenerationCommand extends Command {

    /**
     * @param canvas where the app is to be placed and is at home; null for none
     * @param specification what was agreed before; null to make one of the prompt
     */
    record Request(String prompt, @Nullable String canvas, @Nullable AppSpecification specification)
            implements GenerationCommand {}

    /** A next version, in words or by a changed specification. */
    record Refine(@Nullable String words, @Nullable AppSpecification specification)
            implements GenerationCommand {}

    record Cancel() implements GenerationCommand {}

    record AskApproval() implements GenerationCommand {}

    /**
     * @param version that was looked at; null for whichever asks
     */
    record Approve(@Nullable Integer version) implements GenerationCommand {}

    /**
     * @param version that was looked at; null for whichever asks
     */
    record Reject(String reason, @Nullable Integer version) implements GenerationCommand {}

    // What workers tell

    /** {@code specification} holds by {@link SpecificationRules}. */
    record TellSpecification(int version, AppSpecification specification, Maker maker)
            implements GenerationCommand {}

    record TellCode(int version, int attempt, String code, Maker maker)
            implements GenerationCommand {}

    record TellChecks(int version, int attempt, CodeReport report) implements GenerationCommand {}

    record TellTest(int version, int attempt, TestReport report, @Nullable List<Picture> pictures)
            implements GenerationCommand {}

    record TellFailure(int version, Failure failure) implements GenerationCommand {}

    // What the platform tells of its own effects

    record TellPackage(int version, Manifest manifest) implements GenerationCommand {}

    record TellPublished(int version) implements GenerationCommand {}

    /**
     * @param widget null where it could not be placed
     * @param reason why it could not
     */
    record TellPlaced(@Nullable String widget, @Nullable String reason)
            implements GenerationCommand {}

    record TellShared(int version) implements GenerationCommand {}
}
