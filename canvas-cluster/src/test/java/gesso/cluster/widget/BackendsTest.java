package gesso.cluster.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gesso.cluster.todo.TodoBackend;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackendsTest {

    @Test
    @DisplayName("[W4] [CL-W10] backends are found on the class path")
    void areFoundOnTheClassPath() {
        var found = Backends.found();
        assertThat(found.names()).contains("", "notes", "todo").isSorted();
        assertThat(found.rules("todo").backend()).isInstanceOf(TodoBackend.class);
    }

    @Test
    @DisplayName("[CL-W10] two backends of one name are refused at the start")
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> Backends.of(List.of(new TodoBackend(), new TodoBackend())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("todo");
    }

    @Test
    @DisplayName("[CL-W10] an unknown backend is never guessed")
    void anUnknownOneIsNeverGuessed() {
        assertThatThrownBy(() -> Backends.found().rules("nobody"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
