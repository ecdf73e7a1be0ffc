package gesso.cluster.notes;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.typescript.TypeScript;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NotesTypesTest {
    private static final String PATH = "frontend/apps/notes/src/generated/notes.ts";

    @Test
    @DisplayName("[W3] [CL-N1] the app's types and limits are those of its backend")
    void same() {
        var backend = new NotesBackend();
        var byType = new LinkedHashMap<String, String>();
        var types = new TypeScript().without(NotesEvent.class).type(Piece.class, "Piece");
        for (var event : NotesGoldenTest.samples()) {
            var name = event.getClass().getSimpleName();
            types.type(event.getClass(), name);
            byType.put(backend.type(event), name);
        }
        var written =
                types.write()
                        + TypeScript.events("NotesEvents", byType)
                        + "\n/** Characters of base64 of one change, and of all that are kept. */\n"
                        + "export const UPDATE_MAX = "
                        + NotesBackend.UPDATE_MAX
                        + ";\nexport const NOTE_MAX = "
                        + NotesBackend.NOTE_MAX
                        + ";\nexport const PIECES_MAX = "
                        + NotesBackend.PIECES_MAX
                        + ";\n";
        assertThat(TypeScript.held(PATH, written)).isEqualTo(written);
    }
}
