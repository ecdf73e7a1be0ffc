package gesso.cluster.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.TestCluster;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.CanvasCommand.RemoveMember;
import gesso.protocol.canvas.CanvasCommand.SetMember;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.testing.TestDatabase;
import gesso.protocol.widget.WidgetCommand;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private static final Size SIZE = new Size(4, 4);
    private static final AppRef CHAT = new AppRef("1.0.0", "Chat", "chat", SIZE, SIZE, SIZE);
    private static TestDatabase database;
    private static TestCluster cluster;
    private String canvas = "";

    @BeforeAll
    static void start() throws SQLException {
        database = TestDatabase.fresh();
        for (var person : List.of("ann", "bob", "eve", "stranger")) {
            run("INSERT INTO account (id, name) VALUES ('%1$s', '%1$s')".formatted(person));
        }
        cluster = new TestCluster(database);
        cluster.node.subscribed().toCompletableFuture().join();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void canvas() {
        canvas = Ids.fresh();
        var entity = cluster.canvas(canvas);
        cluster.accepted(entity, "ann", new CanvasCommand.Create("Plans", null));
        cluster.accepted(
                entity,
                "ann",
                new AddWidget("todo", new Position(0, 0), null, null, "todo", TestCluster.TODO));
        cluster.accepted(
                entity, "ann", new AddWidget("chat", new Position(4, 0), null, null, "chat", CHAT));
        cluster.accepted(entity, "ann", new SetMember("bob", Role.EDITOR));
        cluster.accepted(entity, "ann", new SetMember("eve", Role.VIEWER));
    }

    private void does(String user, String command, JsonNode data) {
        var app = command.substring(0, command.indexOf('.'));
        cluster.accepted(
                cluster.entity(EntityKeys.widget(app), EntityKeys.widgetEntity(canvas, app)),
                user,
                new WidgetCommand.App(command, data));
    }

    private static JsonNode post(String id, String text) {
        return Json.object().put("id", id).put("text", text);
    }

    private static void run(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> told() throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT concat_ws(' ', user_id, kind, item, by_user, text)"
                                        + " FROM notice WHERE canvas = '"
                                        + canvas
                                        + "' ORDER BY at, user_id")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    private void becomes(String... expected) {
        await().untilAsserted(() -> assertThat(told()).containsExactly(expected));
    }

    @Test
    @DisplayName(
            "[CL-B7][E4] a message tells those members whom it names, once, and not who wrote it")
    void mentions() {
        does("ann", "chat.post", post("m1", "<@bob> <@ann> <@stranger> <@bob>"));
        does("bob", "chat.post", post("m2", "Yes, <@ann>"));
        becomes(
                "bob chat-mention m1 ann <@bob> <@ann> <@stranger> <@bob>",
                "ann chat-mention m2 bob Yes, <@ann>");
        does("ann", "chat.edit", post("m1", "<@bob> and <@eve>"));
        becomes(
                "bob chat-mention m1 ann <@bob> and <@eve>",
                "ann chat-mention m2 bob Yes, <@ann>",
                "eve chat-mention m1 ann <@bob> and <@eve>");
        does("ann", "chat.remove", Json.object().put("id", "m1"));
        becomes("ann chat-mention m2 bob Yes, <@ann>");
    }

    @Test
    @DisplayName(
            "[CL-B7][E4] who is to do a todo is told of it in its own words, until somebody else is to do it")
    void assignments() {
        does("ann", "todo.add", post("t1", "Buy milk"));
        does(
                "ann",
                "todo.add",
                Json.object().put("id", "t2").put("text", "Pay").put("assignee", "eve"));
        does("ann", "todo.edit", post("t1", "Buy oat milk"));
        var assign = Json.object().put("id", "t1");
        does("ann", "todo.assign", assign.deepCopy().put("assignee", "bob"));
        becomes("eve todo-assigned t2 ann Pay", "bob todo-assigned t1 ann Buy oat milk");
        does("ann", "todo.edit", post("t1", "Buy rice milk"));
        does("bob", "todo.assign", assign.deepCopy().put("assignee", "ann"));
        becomes("eve todo-assigned t2 ann Pay", "ann todo-assigned t1 bob Buy rice milk");
        does("ann", "todo.assign", assign.deepCopy().put("assignee", "ann"));
        does("bob", "todo.assign", assign.deepCopy().putNull("assignee"));
        does("bob", "todo.assign", assign.deepCopy().put("assignee", "bob"));
        becomes("eve todo-assigned t2 ann Pay");
        does("ann", "todo.remove", Json.object().put("id", "t2"));
        becomes();
    }

    @Test
    @DisplayName("[CL-B7] who is no member any more is not told")
    void members() {
        cluster.accepted(cluster.canvas(canvas), "ann", new RemoveMember("bob"));
        does("ann", "chat.post", post("m1", "<@bob> <@eve>"));
        becomes("eve chat-mention m1 ann <@bob> <@eve>");
    }

    @Test
    @DisplayName("[CL-B7] of a long text the beginning is kept, with whole characters and people")
    void excerpts() {
        assertThat(Excerpt.of("short")).isEqualTo("short");
        var emoji = "x".repeat(Excerpt.MAX - 2) + "😀😀";
        assertThat(Excerpt.of(emoji)).isEqualTo("x".repeat(Excerpt.MAX - 2) + "…");
        var person = "x".repeat(Excerpt.MAX - 5) + "<@ann> and more";
        assertThat(Excerpt.of(person)).isEqualTo("x".repeat(Excerpt.MAX - 5) + "…");
    }
}
