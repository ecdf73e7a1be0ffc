package gesso.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.live.FrameReader.Read;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pekko.http.impl.engine.ws.FrameData;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.FrameHeader;
import org.apache.pekko.http.impl.engine.ws.FrameStart;
import org.apache.pekko.http.impl.engine.ws.Protocol;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import scala.Option;

/** What frames of a client lead to, whole, in parts and in fragments. */
final class FrameReaderTest {
    private static final int MASK = 0x1a2b3c4d;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final FrameReader reader = new FrameReader(1_000);

    @Test
    @DisplayName("[ED-L15] a text comes out as it went in, masked, in parts of any size")
    void parts() {
        var text = "{\"t\":\"cmd\",\"title\":\"Käse für 3 € 🧀\"}";
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            assertThat(all(split(TEXT, utf8(text), true, random)))
                    .containsExactly(new Read.Message(new Wire.In.Text(text)));
        }
    }

    @Test
    @DisplayName("[ED-L15] fragments are one message; a ping between them is told at once")
    void fragments() {
        assertThat(
                        all(
                                List.of(
                                        frame(TEXT, utf8("[1,"), false),
                                        frame(PING, utf8("here?"), true),
                                        frame(CONTINUATION, utf8("2"), false),
                                        frame(PONG, utf8(""), true),
                                        frame(CONTINUATION, utf8("]"), true))))
                .containsExactly(
                        new Read.Ping(ByteString.fromString("here?")),
                        new Read.Message(new Wire.In.Text("[1,2]")));
    }

    @Test
    @DisplayName("[ED-L15] [ED-L4] one that is too large is told once; the next one is read again")
    void tooLarge() {
        var large = utf8("x".repeat(600));
        assertThat(
                        all(
                                List.of(
                                        frame(TEXT, large, false),
                                        frame(CONTINUATION, large, false),
                                        frame(CONTINUATION, large, true),
                                        frame(TEXT, utf8("1"), true))))
                .containsExactly(
                        new Read.Message(new Wire.In.TooLarge()),
                        new Read.Message(new Wire.In.Text("1")));
    }

    @Test
    @DisplayName("[ED-L15] binary is told as such, a close as a close")
    void others() {
        assertThat(all(List.of(frame(BINARY, new byte[] {0, -1}, true))))
                .containsExactly(new Read.Message(new Wire.In.Binary()));
        assertThat(all(List.of(frame(CLOSE, new byte[] {3, -24}, true))))
                .containsExactly(new Read.Closed());
    }

    @Test
    @DisplayName("[ED-L15] text that is not UTF-8 is 1007")
    void notText() {
        assertThat(all(List.of(frame(TEXT, new byte[] {'"', (byte) 0xc3, '"'}, true))))
                .containsExactly(new Read.Fault(CloseCode.NOT_TEXT));
    }

    @Test
    @DisplayName(
            "[ED-L15] what breaks the protocol is 1002: no mask, a reserved bit, an order that cannot be")
    void faults() {
        var fault = new Read.Fault(CloseCode.PROTOCOL);
        var bytes = ByteString.fromString("x");
        assertThat(reader.read(start(TEXT, Option.empty(), 1, true, false, bytes)))
                .isEqualTo(fault);
        assertThat(reader.read(start(TEXT, Option.apply(MASK), 1, true, true, bytes)))
                .isEqualTo(fault);
        assertThat(reader.read(frame(CONTINUATION, utf8("x"), true))).isEqualTo(fault);
        assertThat(reader.read(frame(PING, utf8("x"), false))).isEqualTo(fault);
        assertThat(reader.read(frame(PING, new byte[126], true))).isEqualTo(fault);
        assertThat(reader.read(new FrameData(bytes, true))).isEqualTo(fault);
        assertThat(reader.read(frame(TEXT, utf8("x"), false))).isEqualTo(new Read.More());
        assertThat(reader.read(frame(TEXT, utf8("x"), true))).isEqualTo(fault);
    }

    private List<Read> all(List<FrameEvent> parts) {
        var told = new ArrayList<Read>();
        for (var part : parts) {
            var read = reader.read(part);
            if (!(read instanceof Read.More)) {
                told.add(read);
            }
        }
        return told;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static FrameEvent frame(int opcode, byte[] payload, boolean fin) {
        return start(
                opcode,
                Option.apply(MASK),
                payload.length,
                fin,
                false,
                ByteString.fromArray(masked(payload)));
    }

    private static FrameEvent start(
            int opcode,
            Option<Object> mask,
            long length,
            boolean fin,
            boolean reserved,
            ByteString data) {
        return new FrameStart(
                new FrameHeader(
                        Protocol.Opcode$.MODULE$.forCode((byte) opcode),
                        mask,
                        length,
                        fin,
                        reserved,
                        false,
                        false),
                data);
    }

    /** One frame, cut where the network happens to cut it. */
    private static List<FrameEvent> split(int opcode, byte[] payload, boolean fin, Random random) {
        var masked = ByteString.fromArray(masked(payload));
        int cut = random.nextInt(payload.length);
        var parts = new ArrayList<FrameEvent>();
        parts.add(
                start(
                        opcode,
                        Option.apply(MASK),
                        payload.length,
                        fin,
                        false,
                        masked.take(cut).compact()));
        while (cut < payload.length) {
            int next = cut + 1 + random.nextInt(payload.length - cut);
            parts.add(new FrameData(masked.slice(cut, next), next == payload.length));
            cut = next;
        }
        return parts;
    }

    private static byte[] masked(byte[] payload) {
        var masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= (byte) (MASK >>> (24 - 8 * (i & 3)));
        }
        return masked;
    }
}
