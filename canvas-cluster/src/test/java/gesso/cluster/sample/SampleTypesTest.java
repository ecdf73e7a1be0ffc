package gesso.cluster.sample;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.typescript.TypeScript;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SampleTypesTest {
    private static final String FOLDER = "frontend/templates/";

    @Test
    @DisplayName("[W3] the app's types and limits are those of its backend")
    void same() {
        var backend = new SampleBackend();
        var byType = new LinkedHashMap<String, String>();
        var types = new TypeScript().without(SampleEvent.class).type(SampleEntry.class, "Entry");
        for (var event : SampleGoldenTest.samples()) {
            var name = event.getClass().getSimpleName();
            types.type(event.getClass(), name);
            byType.put(backend.type(event), name);
        }
        var written =
                types.write()
                        + TypeScript.events("SampleEvents", byType)
                        + "\nexport const ENTRIES_MAX = "
                        + SampleBackend.ENTRIES_MAX
                        + ";\n"
                        + "/** UTF-16 units after trimming. */\n"
                        + "export const TEXT_MAX = "
                        + SampleBackend.TEXT_MAX
                        + ";\n";
        assertThat(TypeScript.held(FOLDER + "sample/src/generated/sample.ts", written))
                .isEqualTo(written);
    }
}
