package gesso.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Place;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Screen;
import gesso.protocol.canvas.Size;
import gesso.protocol.widget.WidgetCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandCodecTest {
    private static final CanvasCommand.GridChange SIX =
            new CanvasCommand.GridChange(6, null, null, Collision.FREE);

    @Test
    @DisplayName("[PR-12] every command of the contract is read from its fields")
    void commands() {
        assertThat(canvas("rename", "{'title':'X'}")).isEqualTo(new CanvasCommand.Rename("X"));
        assertThat(canvas("move-widget", "{'widget':'a','position':{'x':1,'y':2}}"))
                .isEqualTo(new CanvasCommand.MoveWidget("a", new Position(1, 2)));
        assertThat(canvas("resize-widget", "{'widget':'a','size':{'w':1,'h':2}}"))
                .isEqualTo(new CanvasCommand.ResizeWidget("a", new Size(1, 2)));
        var onPhone = "{'widget':'a','position':{'x':0,'y':2},'screen':'phone'}";
        assertThat(canvas("move-widget", onPhone))
                .isEqualTo(new CanvasCommand.MoveWidget("a", new Position(0, 2), Screen.PHONE));
        var onTablet = "{'widget':'a','size':{'w':1,'h':2},'screen':'tablet'}";
        assertThat(canvas("resize-widget", onTablet))
                .isEqualTo(new CanvasCommand.ResizeWidget("a", new Size(1, 2), Screen.TABLET));
        var places = "{'a':{'position':{'x':1,'y':2},'size':{'w':3,'h':4}}}";
        assertThat(canvas("arrange-screen", "{'screen':'tablet','places':" + places + "}"))
                .isEqualTo(
                        new CanvasCommand.ArrangeScreen(
                                Screen.TABLET,
                                Map.of("a", new Place(new Position(1, 2), new Size(3, 4)))));
        assertThat(canvas("reset-screen", "{'screen':'phone','widget':'a'}"))
                .isEqualTo(new CanvasCommand.ResetScreen(Screen.PHONE, "a"));
        assertThat(canvas("add-widget", "{'appId':'todo','position':{'x':0,'y':0}}"))
                .isEqualTo(
                        new CanvasCommand.AddWidget(
                                "todo", new Position(0, 0), null, null, null, null));
        assertThat(canvas("configure-grid", "{'columns':6,'collision':'free'}"))
                .isEqualTo(new CanvasCommand.ConfigureGrid(6, null, null, Collision.FREE));
        assertThat(canvas("remove-widget", "{'widget':'a'}"))
                .isEqualTo(new CanvasCommand.RemoveWidget("a"));
        assertThat(canvas("restore-widget", "{'widget':'a'}"))
                .isEqualTo(new CanvasCommand.RestoreWidget("a"));
        assertThat(canvas("lock-widget", "{'widget':'a','locked':true}"))
                .isEqualTo(new CanvasCommand.LockWidget("a", true));
        assertThat(canvas("raise-widget", "{'widget':'a'}"))
                .isEqualTo(new CanvasCommand.RaiseWidget("a"));
        assertThat(canvas("rename-widget", "{'widget':'a','title':'A'}"))
                .isEqualTo(new CanvasCommand.RenameWidget("a", "A"));
        assertThat(canvas("upgrade-widget", "{'widget':'a','version':'1.1.0'}"))
                .isEqualTo(new CanvasCommand.UpgradeWidget("a", "1.1.0", null));
        assertThat(canvas("save-layout", "{'name':'A'}"))
                .isEqualTo(new CanvasCommand.SaveLayout("A"));
        assertThat(canvas("load-layout", "{'layout':'a1'}"))
                .isEqualTo(new CanvasCommand.LoadLayout("a1"));
        assertThat(canvas("comment", "{'text':'Hi','widget':'a','at':7,'parent':'b'}"))
                .isEqualTo(new CanvasCommand.Comment("Hi", "a", 7L, "b", null));
        assertThat(canvas("edit-comment", "{'comment':'c','resolved':true}"))
                .isEqualTo(new CanvasCommand.EditComment("c", null, true));
        assertThat(canvas("remove-comment", "{'comment':'c'}"))
                .isEqualTo(new CanvasCommand.RemoveComment("c"));
        assertThat(canvas("restore-comment", "{'comment':'c'}"))
                .isEqualTo(new CanvasCommand.RestoreComment("c"));
        assertThat(canvas("undo", "{}"))
                .isEqualTo(new CanvasCommand.Undo(null, null, null, null, null, null));
        assertThat(canvas("undo", "{'from':'1970-01-01T00:00:01Z','to':5000,'preview':true}"))
                .isEqualTo(new CanvasCommand.Undo(null, null, null, 2_048_000L, 5000L, true));
        assertThat(canvas("redo", "null"))
                .isEqualTo(new CanvasCommand.Redo(null, null, null, null));
        assertThat(canvas("redo", "{'user':'u-1','from':7,'to':9}"))
                .isEqualTo(new CanvasCommand.Redo("u-1", 7L, 9L, null));
    }

    @Test
    @DisplayName("[PR-12] commands of a widget; a dotted name is the app's own")
    void widgetCommands() {
        assertThat(widget("configure", "{'config':{}}"))
                .isEqualTo(new WidgetCommand.Configure(Json.object()));
        assertThat(widget("set-state", "{'patch':{'a':null}}"))
                .isEqualTo(new WidgetCommand.SetState(Json.object().putNull("a")));
        assertThat(widget("emit", "{'type':'a','data':1}"))
                .isEqualTo(new WidgetCommand.Emit("a", Json.tree(1)));
        assertThat(widget("todo.add", "{'text':'milk'}"))
                .isEqualTo(new WidgetCommand.App("todo.add", Json.object().put("text", "milk")));
    }

    @Test
    @DisplayName("[PR-12] bodies of POST and PATCH are read the same way")
    void bodies() {
        var grid = "{'grid':{'columns':6,'collision':'free'}}";
        assertThat(ok(CommandCodec.create(json(grid))))
                .isEqualTo(new CanvasCommand.Create(null, SIX));
        assertThat(ok(CommandCodec.amend(json(grid))))
                .isEqualTo(new CanvasCommand.Amend(null, SIX));
        assertThat(ok(CommandCodec.amendWidget("a", json("{'locked':false}"))))
                .isEqualTo(new CanvasCommand.AmendWidget("a", null, null, false, null));
        assertThat(fields(CommandCodec.create(json("{'grid':{'columns':0}}"))))
                .containsExactly("grid.columns");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "rename | {} | title",
                "rename | {'title':1} | title",
                "rename | {'title':' '} | title",
                "rename | {'title':'X','colour':'red'} | colour",
                "rename | {'title':'\\u0000'} | title",
                "rename | {'title':'\\ud800'} | title",
                "rename | [] | ''",
                "move-widget | {'widget':'a'} | position",
                "move-widget | {'widget':'A!','position':{'x':0,'y':0}} | widget",
                "move-widget | {'widget':'a','position':{'x':-1,'y':0}} | position.x",
                "move-widget | {'widget':'a','position':{'x':0,'y':1000000000}} | position.y",
                "move-widget | {'widget':'a','position':{'x':1.5,'y':0}} | position.x",
                "move-widget | {'widget':'a','position':{'x':'1','y':0}} | position.x",
                "move-widget | {'widget':'a','position':{'x':1,'y':99999999999999999999}} | position.y",
                "move-widget | {'widget':'a','position':{'x':0,'y':0,'z':0}} | position.z",
                "move-widget | {'widget':'a','position':[0,0]} | position",
                "resize-widget | {'widget':'a','size':{'w':0,'h':1}} | size.w",
                "resize-widget | {'widget':'a','size':{'w':1,'h':-5}} | size.h",
                "resize-widget | {'widget':'a','size':{'w':1}} | size.h",
                "move-widget | {'widget':'a','position':{'x':0,'y':0},'screen':'watch'} | screen",
                "arrange-screen | {'screen':'tablet'} | places",
                "arrange-screen | {'screen':'tablet','places':{'A!':{}}} | places",
                "arrange-screen | {'screen':'tablet','places':{'a':{'position':{'x':0,'y':0}}}} | places.a.size",
                "configure-grid | {'collision':'bounce'} | collision",
                "configure-grid | {'columns':49} | columns",
                "configure-grid | {'rowHeight':15} | rowHeight",
                "configure-grid | {'gap':65} | gap",
                "lock-widget | {'widget':'a','locked':'true'} | locked",
                "add-widget | {'appId':'todo','position':{'x':0,'y':0},'config':1} | config",
                "add-widget | {'appId':'todo','position':{'x':0,'y':0},'app':{}} | app",
                "comment | {'text':' '} | text",
                "comment | {'text':'Hi','at':'soon'} | at",
                "edit-comment | {'comment':'C'} | comment",
                "undo | {'from':'yesterday'} | from",
                "undo | {'op':'has space'} | op"
            })
    @DisplayName("[B2] [PR-13] [X6] each faulty field is named by its path")
    void faults(String name, String data, String field) {
        var expected = field.equals("''") ? "" : field;
        assertThat(fields(CommandCodec.canvas(name, json(data)))).contains(expected);
    }

    @Test
    @DisplayName("[B2] [PR-13] all faults are listed at once, up to twenty")
    void allAtOnce() {
        var data = json("{'widget':'A','position':{'x':-1,'y':-1},'more':1}");
        assertThat(fields(CommandCodec.canvas("move-widget", data)))
                .containsExactly("widget", "position.x", "position.y", "more");
        var many = Json.object();
        for (int i = 0; i < 1_000; i++) {
            many.put("field-" + i, i);
        }
        assertThat(fields(CommandCodec.canvas("rename", many))).hasSize(Fields.ERRORS_MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#create", "#compensate", "explode", "", "#todo.add", ".add", "shout"})
    @DisplayName("[PR-14] [X6] unknown commands, and the platform's own, cannot come from outside")
    void unknown(String name) {
        for (var decoded :
                Arrays.asList(
                        CommandCodec.canvas(name, Json.object()),
                        CommandCodec.widget(name, Json.object()))) {
            assertThat(decoded)
                    .isInstanceOfSatisfying(
                            Decoded.Invalid.class,
                            invalid ->
                                    assertThat(invalid.why()).isEqualTo(Refusal.UNKNOWN_COMMAND));
        }
    }

    @Test
    @DisplayName("[PR-15] a sum tells what was asked, whatever the order of its keys")
    void sums() {
        var one = Sums.of("a", "move", json("{'x':1,'y':2}"));
        assertThat(one).hasSize(16).isEqualTo(Sums.of("a", "move", json("{'y':2,'x':1}")));
        assertThat(Sums.of("b", "move", json("{'x':1,'y':2}"))).isNotEqualTo(one);
        assertThat(Sums.of("a", "size", json("{'x':1,'y':2}"))).isNotEqualTo(one);
        assertThat(Sums.of("a", "move", json("{'x':1,'y':3}"))).isNotEqualTo(one);
        assertThat(Sums.of("a", "redo", null)).isEqualTo(Sums.of("a", "redo", Json.object()));
    }

    @Test
    @DisplayName("[PR-16] a client is shown by the id that its tab gave, or as its person")
    void clients() {
        assertThat(Clients.shown(Clients.tab("ada", "tab:1"))).isEqualTo("tab:1");
        assertThat(Clients.shown(Clients.http("ada"))).isEqualTo("ada");
        assertThat(Clients.tab("ada", "ada")).isNotEqualTo(Clients.http("ada"));
    }

    private static CanvasCommand canvas(String name, String data) {
        return ok(CommandCodec.canvas(name, json(data)));
    }

    private static WidgetCommand widget(String name, String data) {
        return ok(CommandCodec.widget(name, json(data)));
    }

    private static <T> T ok(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Ok<T>(var value) -> value;
            case Decoded.Invalid<T>(_, var detail, _) -> throw new AssertionError(detail);
        };
    }

    private static List<String> fields(Decoded<?> decoded) {
        return switch (decoded) {
            case Decoded.Ok<?>(var value) -> throw new AssertionError("taken: " + value);
            case Decoded.Invalid<?>(_, _, var errors) ->
                    errors.stream().map(FieldError::field).toList();
        };
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"')).orElseThrow();
    }
}
