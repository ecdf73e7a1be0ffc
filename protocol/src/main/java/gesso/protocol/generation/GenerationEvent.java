package gesso.protocol.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.CodeReport;
import gesso.protocol.ai.Failure;
import gesso.protocol.ai.Maker;
import gesso.protocol.ai.Picture;
import gesso.protocol.ai.TestReport;
import gesso.protocol.app.Manifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a generation. Component names are journal format. The code itself is in it: a
 * replay needs the journal alone and never calls a model.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface GenerationEvent {

    record Requested(
            String prompt, @Nullable String canvas, @Nullable AppSpecification specification)
            implements GenerationEvent {}

    record Refined(int version, @Nullable String words, @Nullable AppSpecification specification)
            implements GenerationEvent {}

    record Analysed(int version, AppSpecification specification, Maker maker)
            implements GenerationEvent {}

    /**
     * @param hash 32 hex digits of SHA-256 over the code's bytes; names its file
     */
    record CodeGenerated(int version, int attempt, String hash, String code, Maker maker)
            implements GenerationEvent {}

    record Validated(int version, int attempt, CodeReport report) implements GenerationEvent {}

    /**
     * @param pictures what it had drawn meanwhile; kept beside the state, as nothing is decided by
     *     it
     */
    record SandboxTested(
            int version, int attempt, TestReport report, @Nullable List<Picture> pictures)
            implements GenerationEvent {}

    record Packaged(int version, Manifest manifest) implements GenerationEvent {}

    record Published(int version) implements GenerationEvent {}

    record Placed(@Nullable String widget, @Nullable String reason) implements GenerationEvent {}

    record Failed(int version, Failure failure) implements GenerationEvent {}

    record Cancelled(int version) implements GenerationEvent {}

    record ApprovalAsked(int version) implements GenerationEvent {}

    record Approved(int version) implements GenerationEvent {}

    record Rejected(int version, String reason) implements GenerationEvent {}

    record Shared(int version) implements GenerationEvent {}
}
