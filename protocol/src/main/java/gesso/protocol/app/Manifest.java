package gesso.protocol.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of an app, as its build describes it and the registry shows it.
 *
 * @param origin {@code builtin} for the apps that come with Gesso
 * @param remoteEntry path on the edge, content-addressed, immutable
 * @param backend name of the backend that decides its commands; null for none
 * @param integrity subresource hash of the remote entry
 * @param bytes all JavaScript of the app, gzip
 * @param generated how it was made, for an app that AI wrote
 * @param intents what it does for other apps, by name; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
        String id,
        String title,
        String version,
        String origin,
        String remoteEntry,
        String summary,
        String icon,
        String category,
        String author,
        List<String> permissions,
        Sizes sizes,
        @Nullable String backend,
        List<String> modules,
        String integrity,
        long bytes,
        @Nullable Generated generated,
        @Nullable Map<String, Intent> intents) {

    /** One that people wrote, and that does nothing for others. */
    public Manifest(
            String id,
            String title,
            String version,
            String origin,
            String remoteEntry,
            String summary,
            String icon,
            String category,
            String author,
            List<String> permissions,
            Sizes sizes,
            @Nullable String backend,
            List<String> modules,
            String integrity,
            long bytes) {
        this(
                id,
                title,
                version,
                origin,
                remoteEntry,
                summary,
                icon,
                category,
                author,
                permissions,
                sizes,
                backend,
                modules,
                integrity,
                bytes,
                null,
                null);
    }

    /** What a canvas needs to know of it. */
    public AppRef ref() {
        return new AppRef(
                version,
                title,
                backend == null ? "" : backend,
                sizes.initial(),
                sizes.min(),
                sizes.max());
    }

    /**
     * What AI was asked for.
     *
     * @param shared whether the lists show it; until then it is for those who know its id
     * @param job that made it; null where the code was handed in
     * @param owner whose job it was
     * @param canvas that it was made for
     * @param specification what it was made of, and what its backend decides by
     * @param key public key of whoever signed it, base64 of 32 bytes
     * @param signature Ed25519 over id, version, integrity and specification, base64
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Generated(
            String prompt,
            boolean shared,
            @Nullable String job,
            @Nullable String owner,
            @Nullable String canvas,
            @Nullable AppSpecification specification,
            @Nullable String key,
            @Nullable String signature) {

        /** One whose code was handed in. */
        public Generated(String prompt, boolean shared) {
            this(prompt, shared, null, null, null, null, null, null);
        }
    }

    /** {@code initial} travels as {@code default}, a word that Java keeps for itself. */
    public record Sizes(@JsonProperty("default") Size initial, Size min, Size max) {}
}
