package gesso.ai.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What runs beside the generated code; built with the page, so that code is checked and tested by
 * what it will run on.
 *
 * @param check defines {@code gessoCheck.validate(code, specification)}
 * @param harness defines {@code gessoHarness.lifecycle(runtime, code, specification)}
 * @param runtime what the harness runs the code on
 */
public record Scripts(String check, String harness, String runtime) {
    private static final String FOLDER = "web/sandbox/";

    /** From the class path, where the build of the page puts them; empty without one. */
    public static Optional<Scripts> find(ClassLoader loader) {
        var check = read(loader, "check.js");
        var harness = read(loader, "harness.js");
        var runtime = read(loader, "runtime.js");
        return check.isPresent() && harness.isPresent() && runtime.isPresent()
                ? Optional.of(new Scripts(check.get(), harness.get(), runtime.get()))
                : Optional.empty();
    }

    private static Optional<String> read(ClassLoader loader, String name) {
        try (var script = loader.getResourceAsStream(FOLDER + name)) {
            return script == null
                    ? Optional.empty()
                    : Optional.of(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
