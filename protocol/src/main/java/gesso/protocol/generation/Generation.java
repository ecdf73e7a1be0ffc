package gesso.protocol.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.CodeReport;
import gesso.protocol.ai.Failure;
import gesso.protocol.ai.Maker;
import gesso.protocol.ai.TestReport;
import gesso.protocol.app.Manifest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request to make an app, and all that became of it: each version is made in steps that are
 * never taken back.
 *
 * @param owner who asked; empty as long as nobody has
 * @param canvas where it is at home; null for none
 * @param approval of the version in {@link #approvalOf}
 * @param widget the one that was placed for the first version
 * @param unplaced why none could be placed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Generation(
        String owner,
        @Nullable String canvas,
        String prompt,
        List<Version> versions,
        Approval approval,
        int approvalOf,
        @Nullable String rejected,
        @Nullable String widget,
        @Nullable String unplaced,
        long revision,
        long at) {
    /** Of one generation. */
    public static final int VERSIONS_MAX = 50;

    /** Tries of a model, before templates take its place. */
    public static final int ATTEMPTS_MAX = 3;

    public static final int CODE_BYTES = 64 * 1024;

    public static final Generation NONE =
            new Generation("", null, "", List.of(), Approval.NONE, 0, null, null, null, 0, 0);

    /** How far a version is. */
    public enum Step {
        /** Wants a specification. */
        REQUESTED,
        /** Wants code. */
        SPECIFIED,
        CODED,
        CHECKED,
        /** Passed everything; wants to be packaged. */
        TESTED,
        PACKAGED,
        PUBLISHED,
        FAILED,
        CANCELLED;

        /** Whether a worker has something to do. */
        public boolean wantsWorker() {
            return switch (this) {
                case REQUESTED, SPECIFIED, CODED, CHECKED -> true;
                case TESTED, PACKAGED, PUBLISHED, FAILED, CANCELLED -> false;
            };
        }

        public boolean isOver() {
            return switch (this) {
                case PUBLISHED, FAILED, CANCELLED -> true;
                case REQUESTED, SPECIFIED, CODED, CHECKED, TESTED, PACKAGED -> false;
            };
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Approval {
        NONE,
        ASKED,
        APPROVED,
        REJECTED,
        /** Approved, and the registry shows it to all. */
        SHARED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param number from 1
     * @param words how it was asked for; of the first one the prompt
     * @param attempt of making the code, from 1
     * @param specified who made the specification; null for a person
     * @param code as long as it is being worked on; its file has it for ever
     * @param hash names the code's file
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(
            int number,
            @Nullable String words,
            Step step,
            int attempt,
            @Nullable AppSpecification specification,
            @Nullable Maker specified,
            @Nullable Maker coded,
            @Nullable String code,
            @Nullable String hash,
            int bytes,
            @Nullable CodeReport checks,
            @Nullable TestReport test,
            @Nullable Manifest manifest,
            @Nullable Failure failure,
            long at) {

        public static Version begun(
                int number, @Nullable String words, @Nullable AppSpecification given, long at) {
            return new Version(
                    number,
                    words,
                    given == null ? Step.REQUESTED : Step.SPECIFIED,
                    1,
                    given,
                    null,
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    null,
                    null,
                    at);
        }
    }

    /** The id of the app that it makes. */
    public static String app(String generation) {
        return "ai-" + generation;
    }

    public boolean exists() {
        return !versions.isEmpty();
    }

    public Version newest() {
        return versions.getLast();
    }

    /** What a refinement in words changes: the newest specification that there is. */
    public @Nullable AppSpecification basis() {
        return versions.reversed().stream()
                .map(Version::specification)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The newest version that people can use. */
    public Optional<Version> published() {
        return versions.reversed().stream().filter(one -> one.step() == Step.PUBLISHED).findFirst();
    }

    public Optional<Version> version(int number) {
        return number >= 1 && number <= versions.size()
                ? Optional.of(versions.get(number - 1))
                : Optional.empty();
    }
}
