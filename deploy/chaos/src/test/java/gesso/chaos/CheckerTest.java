package gesso.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The checker on histories of a few lines: each has one thing wrong. */
class CheckerTest {
    private final List<ObjectNode> history = new ArrayList<>();
    private final List<Entry> journal = new ArrayList<>();

    CheckerTest() {
        say("join", "p0").put("connection", "p0.1").put("client", "p0").put("canvas", "c");
        invoke("p0", "create", "create");
        store("canvas", "p0", "create", "created", data("title", "T"));
        ok("create", 1);
        heard("canvas", 1, "create", "created", data("title", "T"));
        invoke("p0", "a", "rename");
        store("canvas", "p0", "a", "renamed", data("title", "A"));
        ok("a", 2);
        heard("canvas", 2, "a", "renamed", data("title", "A"));
    }

    @Test
    @DisplayName("[DE-92] a history in which all is well breaks nothing")
    void well() throws Exception {
        assertThat(verdict().broken()).isEmpty();
    }

    @Test
    @DisplayName("[DE-92] I1: acknowledged and not in the journal is lost")
    void lost() throws Exception {
        invoke("p0", "b", "rename");
        ok("b", 3);
        var verdict = verdict();
        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.invariants()).containsExactly("I1");
    }

    @Test
    @DisplayName("[DE-92] I1: twice in the journal is doubled")
    void doubled() throws Exception {
        store("canvas", "p0", "a", "renamed", data("title", "A"));
        heard("canvas", 3, "a", "renamed", data("title", "A"));
        var verdict = verdict();
        assertThat(verdict.doubled()).isEqualTo(1);
        assertThat(verdict.invariants()).containsExactly("I1");
    }

    @Test
    @DisplayName("[DE-92] I1: another revision than the one that was told")
    void moved() throws Exception {
        invoke("p0", "b", "rename");
        store("canvas", "p0", "b", "renamed", data("title", "B"));
        ok("b", 4);
        heard("canvas", 3, "b", "renamed", data("title", "B"));
        assertThat(verdict().invariants()).containsExactly("I1");
    }

    @Test
    @DisplayName("[DE-92] I2: an event that nobody asked for")
    void unasked() throws Exception {
        store("canvas", "p0", "ghost", "renamed", data("title", "B"));
        heard("canvas", 3, "ghost", "renamed", data("title", "B"));
        assertThat(verdict().invariants()).containsExactly("I2");
    }

    @Test
    @DisplayName("[DE-92] I3: refused, and there all the same")
    void refused() throws Exception {
        invoke("p0", "b", "rename");
        store("canvas", "p0", "b", "renamed", data("title", "B"));
        say("fail", "p0").put("op", "b").put("client", "t:p0:p0").put("code", "forbidden");
        heard("canvas", 3, "b", "renamed", data("title", "B"));
        assertThat(verdict().invariants()).containsExactly("I3");
    }

    @Test
    @DisplayName("[DE-92] I4: a listener that misses an event, and one that hears one twice")
    void stream() throws Exception {
        heard("canvas", 2, "a", "renamed", data("title", "A"));
        assertThat(verdict().invariants()).containsExactly("I4");
        history.removeLast();
        history.removeLast();
        assertThat(verdict().invariants()).containsExactly("I4");
    }

    @Test
    @DisplayName("[DE-92] I5: asked after an acknowledgement, and stored before it")
    void realTime() throws Exception {
        invoke("p0", "b", "rename");
        ok("b", 3);
        invoke("p1", "c", "rename");
        store("canvas", "p1", "c", "renamed", data("title", "C"));
        store("canvas", "p0", "b", "renamed", data("title", "B"));
        heard("canvas", 3, "c", "renamed", data("title", "C"));
        heard("canvas", 4, "b", "renamed", data("title", "B"));
        assertThat(verdict().invariants()).contains("I5");
    }

    @Test
    @DisplayName("[DE-92] I6 and I7: a reader gets something else than the journal says")
    void read() throws Exception {
        say("read", "")
                .put("round", 1)
                .put("canvas", "c")
                .put("of", "canvas")
                .set("body", data("title", "Other"));
        assertThat(verdict().invariants()).containsExactly("I6");
        history.getLast().put("round", 2);
        assertThat(verdict().invariants()).containsExactly("I7");
    }

    @Test
    @DisplayName("[DE-92] I6: an instant that reads differently the second time")
    void instant() throws Exception {
        instantLine("A");
        assertThat(verdict().broken()).isEmpty();
        instantLine("B");
        assertThat(verdict().invariants()).containsExactly("I6");
    }

    @Test
    @DisplayName("[DE-92] I8: a writer who comes back after his successor")
    void writers() throws Exception {
        for (var writer : List.of("other", "writer")) {
            invoke("p0", writer, "rename");
            var data = data("title", writer);
            journal.add(
                    new Entry(
                            "c",
                            "canvas",
                            journal.size() + 1,
                            writer,
                            at(journal.size() + 1),
                            "t:p0:p0",
                            writer,
                            0,
                            "p0",
                            "renamed",
                            data));
            ok(writer, journal.size());
            heard("canvas", journal.size(), writer, "renamed", data);
        }
        assertThat(verdict().invariants()).containsExactly("I8");
    }

    @Test
    @DisplayName("[DE-92] I11: accepted after the right was taken")
    void revoked() throws Exception {
        say("revoked", "").put("canvas", "c").put("user", "p0");
        invoke("p0", "b", "rename");
        store("canvas", "p0", "b", "renamed", data("title", "B"));
        ok("b", 3);
        heard("canvas", 3, "b", "renamed", data("title", "B"));
        assertThat(verdict().invariants()).containsExactly("I11");
    }

    @Test
    @DisplayName("[DE-92] I12: a cluster that does not become whole")
    void whole() throws Exception {
        say("not-whole", "").put("what", "node 2 is not ready");
        assertThat(verdict().invariants()).containsExactly("I12");
    }

    @Test
    @DisplayName("[DE-94] a fault that is none is refused with the words that there are")
    void words() {
        assertThat(Fault.parse("kill,db-cut", 3)).containsExactly(Fault.KILL, Fault.DB_CUT);
        assertThat(Fault.parse("none", 3)).isEmpty();
        assertThatThrownBy(() -> Fault.parse("meteor", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'meteor'")
                .hasMessageContaining("pause-long");
    }

    private Verdict verdict() throws IOException {
        var lines = new ArrayList<ObjectNode>(history);
        lines.add(reading("read").put("of", "canvas").put("round", 0));
        lines.add(reading("instant").put("at", 0));
        var text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i).put("n", i)).append('\n');
        }
        return Checker.check(new BufferedReader(new StringReader(text.toString())), journal);
    }

    /** Every run has readings: of nothing here. */
    private static ObjectNode reading(String what) {
        var line = History.line(what).put("canvas", "empty");
        line.set("body", Json.object());
        return line;
    }

    private void instantLine(String title) {
        var line = say("instant", "").put("canvas", "c").put("at", at(2));
        line.set("body", Json.object().set("canvas", picture(title)));
    }

    private static ObjectNode picture(String title) {
        var state = data("title", title);
        state.putArray("members").addObject().put("user", "p0").put("role", "owner");
        return state;
    }

    private static ObjectNode data(String field, String value) {
        return Json.object().put(field, value);
    }

    private ObjectNode say(String what, String user) {
        var line = History.line(what).put("canvas", "c").put("to", "canvas").put("user", user);
        history.add(line);
        return line;
    }

    private void invoke(String user, String op, String what) {
        say("invoke", user)
                .put("client", "t:" + user + ":" + user)
                .put("op", op)
                .put("do", what)
                .put("connection", user + ".1");
    }

    private void ok(String op, long rev) {
        var client =
                history.stream()
                        .filter(line -> line.path("op").asText().equals(op))
                        .findFirst()
                        .orElseThrow()
                        .path("client");
        say("ok", "").put("op", op).put("rev", rev).put("at", at(rev)).set("client", client);
    }

    private void store(String of, String user, String op, String type, ObjectNode data) {
        long rev = journal.size() + 1;
        journal.add(
                new Entry(
                        "c",
                        of,
                        rev,
                        "writer",
                        at(rev),
                        "t:" + user + ":" + user,
                        op,
                        0,
                        user,
                        type,
                        data));
    }

    private void heard(String of, long rev, String op, String type, ObjectNode data) {
        var by =
                journal.stream()
                        .filter(entry -> entry.rev() == rev)
                        .findFirst()
                        .map(Entry::by)
                        .orElse("p0");
        say("heard", "p0")
                .put("connection", "p0.1")
                .put("t", "ev")
                .put("of", of)
                .put("rev", rev)
                .put("at", at(rev))
                .put("op", op)
                .put("by", by)
                .put("client", by)
                .put("type", type)
                .set("data", data);
    }

    private static long at(long rev) {
        return 1_000 + rev;
    }
}
