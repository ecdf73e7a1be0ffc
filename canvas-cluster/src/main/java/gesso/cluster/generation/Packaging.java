package gesso.cluster.generation;

import gesso.protocol.ai.AppSpecification;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.Size;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.Generation.Version;
import java.util.List;
import java.util.Objects;

/** The registry entry of a version that passed everything. */
public final class Packaging {
    static final String ORIGIN = "generated";
    public static final String BACKEND = "records";

    private static final Size MIN = new Size(2, 2);
    private static final Size MAX = new Size(12, 24);

    private Packaging() {}

    public static Manifest manifest(String generation, Generation state, AppSigner signer) {
        var version = state.newest();
        var specification = Objects.requireNonNull(version.specification());
        var app = Generation.app(generation);
        var number = version.number() + ".0.0";
        var integrity = CodeFile.integrity(Objects.requireNonNull(version.code()));
        return new Manifest(
                app,
                specification.title(),
                number,
                ORIGIN,
                CodeFile.path(app, Objects.requireNonNull(version.hash())),
                specification.summary(),
                specification.icon(),
                "Made with AI",
                "AI",
                List.of("state", "config"),
                new Manifest.Sizes(size(specification), MIN, MAX),
                BACKEND,
                List.of("./Widget", "./Settings", "./Preview", "./Rules"),
                integrity,
                version.bytes(),
                new Manifest.Generated(
                        prompt(state, version),
                        false,
                        generation,
                        state.owner(),
                        state.canvas(),
                        specification,
                        signer.key(),
                        signer.sign(app, number, integrity, specification)),
                null);
    }

    private static String prompt(Generation state, Version version) {
        return version.words() == null ? state.prompt() : version.words();
    }

    private static Size size(AppSpecification specification) {
        return switch (specification.views().getFirst().kind()) {
            case TABLE, BOARD, CALENDAR, CHART -> new Size(6, 6);
            case LIST, FORM, CALCULATOR, CHECKLIST, NOTES, POLL -> new Size(4, 6);
            case COUNTER, TIMER -> new Size(3, 4);
        };
    }
}
