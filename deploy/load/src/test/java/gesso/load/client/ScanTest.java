package gesso.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
    private static final String EVENT =
            """
            {"t":"ev","of":"canvas","rev":1234,"at":3650000000000,"by":"u1","client":"load-3",\
            "op":"1.2a.vv","type":"widget-moved","data":{"widget":"w","position":{"x":5,"y":17}}}\
            """;

    private record Seen(Scan.Kind kind, boolean ofCanvas, long revision, String operation) {}

    private final Scan scan = new Scan();

    private List<Seen> read(String frame) {
        var seen = new ArrayList<Seen>();
        var bytes = ("..." + frame + "rest").getBytes(StandardCharsets.UTF_8);
        scan.read(
                bytes,
                3,
                bytes.length - 4,
                one -> {
                    var operation = one.operation(new Operation());
                    seen.add(
                            new Seen(
                                    one.kind(),
                                    one.isOfCanvas(),
                                    one.revision(),
                                    operation.isOurs()
                                            ? operation.phase()
                                                    + " "
                                                    + operation.seat()
                                                    + " "
                                                    + operation.number()
                                            : "-"));
                });
        return seen;
    }

    @Test
    @DisplayName("[DE-80] an event tells its entity, its revision and its operation")
    void event() {
        assertThat(read(EVENT)).containsExactly(new Seen(Scan.Kind.EVENT, true, 1234, "1 74 1023"));
        assertThat(scan.malformed()).isZero();
    }

    @Test
    @DisplayName("[DE-80] an array is its messages, in order")
    void array() {
        var ack = "{\"t\":\"ack\",\"id\":\"0.0.1\",\"rev\":7,\"at\":1}";
        var retry = "{\"t\":\"retry\",\"id\":\"0.0.2\",\"after\":250}";
        assertThat(read("[" + EVENT + "," + ack + "," + retry + "]"))
                .containsExactly(
                        new Seen(Scan.Kind.EVENT, true, 1234, "1 74 1023"),
                        new Seen(Scan.Kind.ACK, false, 7, "0 0 1"),
                        new Seen(Scan.Kind.RETRY, false, -1, "0 0 2"));
        assertThat(read("[]")).isEmpty();
        assertThat(scan.malformed()).isZero();
    }

    @Test
    @DisplayName("[DE-80] fields in any order, and fields of the data are not the message's")
    void order() {
        assertThat(
                        read(
                                """
                                {"data":{"op":"9.9.9","of":"canvas","rev":1,"t":"ack","deep":[{"rev":2}]},\
                                "op":"0.1.2","rev":3,"cause":null,"of":"w1","t":"ev"}\
                                """))
                .containsExactly(new Seen(Scan.Kind.EVENT, false, 3, "0 1 2"));
    }

    @Test
    @DisplayName("[DE-80] quotes, braces and brackets inside of strings end nothing")
    void escapes() {
        assertThat(
                        read(
                                """
                                {"t":"ev","of":"canvas","data":{"text":"a \\"op\\":\\"9.9.9\\" }] \\\\"},"rev":3,"op":"0.1.2"}\
                                """))
                .containsExactly(new Seen(Scan.Kind.EVENT, true, 3, "0 1 2"));
    }

    @Test
    @DisplayName("[DE-80] every kind is told apart, and unknown ones are passed over")
    void kinds() {
        var kinds = new ArrayList<Scan.Kind>();
        for (var name :
                List.of(
                        "ev", "ack", "no", "retry", "live", "state", "ready", "bye", "hello",
                        "peers", "role", "pong", "x", "")) {
            kinds.addAll(read("{\"t\":\"" + name + "\"}").stream().map(Seen::kind).toList());
        }
        assertThat(kinds)
                .startsWith(
                        Scan.Kind.EVENT,
                        Scan.Kind.ACK,
                        Scan.Kind.NO,
                        Scan.Kind.RETRY,
                        Scan.Kind.LIVE,
                        Scan.Kind.STATE,
                        Scan.Kind.READY,
                        Scan.Kind.BYE)
                .endsWith(
                        Scan.Kind.OTHER,
                        Scan.Kind.OTHER,
                        Scan.Kind.OTHER,
                        Scan.Kind.OTHER,
                        Scan.Kind.OTHER,
                        Scan.Kind.OTHER)
                .hasSize(14);
    }

    @Test
    @DisplayName("[DE-80] a cursor tells whose it is and which of theirs")
    void cursor() {
        var numbers = new ArrayList<Long>();
        var bytes =
                "{\"t\":\"live\",\"from\":\"s\",\"user\":\"x\",\"data\":{\"cursor\":{\"x\":417,\"y\":29}}}"
                        .getBytes(StandardCharsets.UTF_8);
        scan.read(
                bytes,
                0,
                bytes.length,
                one -> {
                    numbers.add(one.numberInData(Moves.CURSOR_NUMBER));
                    numbers.add(one.numberInData(Moves.CURSOR_SEAT));
                    numbers.add(one.numberInData((byte) 'z'));
                });
        assertThat(numbers).containsExactly(417L, 29L, -1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{",
                "{\"t\":\"ev\"",
                "{\"t\":\"ev",
                "{\"t\"}",
                "[{\"t\":\"ev\"},",
                "[1]",
                "{\"t\":\"ev\"}{",
                "{\"data\":{\"a\":1}",
                "{\"a\":\"\\"
            })
    @DisplayName("[DE-80] what is no message is counted and harms nothing")
    void malformed(String frame) {
        read(frame);
        assertThat(scan.malformed()).isEqualTo(1);
        assertThat(read(EVENT)).hasSize(1);
        assertThat(scan.malformed()).isEqualTo(1);
    }
}
