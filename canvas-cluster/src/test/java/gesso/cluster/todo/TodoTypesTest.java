package gesso.cluster.todo;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.typescript.TypeScript;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TodoTypesTest {
    private static final String PATH = "frontend/apps/todo/src/generated/todo.ts";

    @Test
    @DisplayName("[W3] [CL-T1] the app's types and limits are those of its backend")
    void same() {
        var backend = new TodoBackend();
        var byType = new LinkedHashMap<String, String>();
        var types =
                new TypeScript()
                        .without(TodoEvent.class)
                        .type(Todo.class, "Todo")
                        .type(TodoList.class, "TodoList");
        for (var event : TodoGoldenTest.samples()) {
            var name = event.getClass().getSimpleName();
            types.type(event.getClass(), name);
            byType.put(backend.type(event), name);
        }
        var written =
                types.write()
                        + TypeScript.events("TodoEvents", byType)
                        + "\nexport const TODOS_MAX = "
                        + TodoBackend.TODOS_MAX
                        + ";\n"
                        + "/** UTF-16 units after trimming. */\n"
                        + "export const TEXT_MAX = "
                        + TodoBackend.TEXT_MAX
                        + ";\n"
                        + "export const LISTS_MAX = "
                        + TodoBackend.LISTS_MAX
                        + ";\n"
                        + "/** UTF-16 units of a list's name after trimming. */\n"
                        + "export const NAME_MAX = "
                        + TodoBackend.NAME_MAX
                        + ";\n";
        assertThat(TypeScript.held(PATH, written)).isEqualTo(written);
    }
}
