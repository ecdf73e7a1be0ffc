package gesso.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.widget.WidgetCommand;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RightsTest {

    @ParameterizedTest
    @EnumSource(Role.class)
    @DisplayName("[ED-L21] [X5] commenters reach an app's backend, and nothing else of a widget")
    void widgets(Role role) {
        var data = Json.object();
        assertThat(Rights.allow(role, "ada", new WidgetCommand.App("chat.post", data)))
                .isEqualTo(role.mayComment())
                .isEqualTo(Right.COMMENT.isOf(role));
        assertThat(Rights.allow(role, "ada", new WidgetCommand.SetState(data)))
                .isEqualTo(role.mayEdit());
        assertThat(Rights.allow(role, "ada", new WidgetCommand.Configure(data)))
                .isEqualTo(role.mayEdit());
        assertThat(Rights.allow(role, "ada", new WidgetCommand.Emit("a.b", data)))
                .isEqualTo(role.mayEdit());
    }
}
