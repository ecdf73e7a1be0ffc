package gesso.edge.live;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.http.impl.engine.ws.FrameData;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.FrameHeader;
import org.apache.pekko.http.impl.engine.ws.FrameStart;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of a client's frames (RFC 6455, 5): takes the mask off, joins fragments, and tells
 * control frames, which may come between fragments. Keeps at most {@code bytesMax} of a message.
 * Not thread-safe.
 */
final class FrameReader {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int CONTROL_MAX = 125;

    /** What a part of a frame has led to. */
    sealed interface Read {
        record More() implements Read {}

        record Message(Wire.In message) implements Read {}

        record Ping(ByteString payload) implements Read {}

        record Closed() implements Read {}

        record Fault(CloseCode code) implements Read {}
    }

    private static final Read MORE = new Read.More();
    private static final Read PROTOCOL = new Read.Fault(CloseCode.PROTOCOL);

    private final int bytesMax;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final ByteArrayOutputStream control = new ByteArrayOutputStream();
    private @Nullable FrameHeader frame;
    private int mask;
    private int masked;
    private int kind = CONTINUATION;
    private boolean tooLarge;

    FrameReader(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    Read read(FrameEvent part) {
        if (part instanceof FrameStart start) {
            var fault = begin(start.header());
            if (fault != null) {
                return fault;
            }
            return take(start.header(), start.data(), start.lastPart());
        }
        var header = frame;
        return header == null || !(part instanceof FrameData more)
                ? PROTOCOL
                : take(header, more.data(), more.lastPart());
    }

    private @Nullable Read begin(FrameHeader header) {
        int opcode = header.opcode().code();
        boolean reserved = header.rsv1() || header.rsv2() || header.rsv3();
        if (reserved || header.mask().isEmpty()) {
            return PROTOCOL;
        }
        boolean fits =
                switch (opcode) {
                    case TEXT, BINARY -> kind == CONTINUATION;
                    case CONTINUATION -> kind != CONTINUATION;
                    case CLOSE, PING, PONG -> header.fin() && header.length() <= CONTROL_MAX;
                    default -> false;
                };
        if (!fits) {
            return PROTOCOL;
        }
        if (opcode == TEXT || opcode == BINARY) {
            kind = opcode;
        }
        frame = header;
        mask = (Integer) header.mask().get();
        masked = 0;
        return null;
    }

    private Read take(FrameHeader header, ByteString data, boolean last) {
        var target = isControl(header) ? control : message;
        if (!isControl(header) && message.size() + (long) data.size() > bytesMax) {
            return excess(header, last);
        }
        unmask(data, target);
        if (!last) {
            return MORE;
        }
        frame = null;
        return isControl(header) ? controlled(header) : header.fin() ? complete() : MORE;
    }

    /** The bytes of a message that is too large are counted no further. */
    private Read excess(FrameHeader header, boolean last) {
        boolean first = !tooLarge;
        tooLarge = true;
        if (last) {
            frame = null;
            if (header.fin()) {
                reset();
            }
        }
        return first ? new Read.Message(new Wire.In.TooLarge()) : MORE;
    }

    private void unmask(ByteString data, ByteArrayOutputStream target) {
        var bytes = data.toArrayUnsafe().clone();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= (byte) (mask >>> (24 - 8 * (masked++ & 3)));
        }
        target.writeBytes(bytes);
    }

    private Read controlled(FrameHeader header) {
        var payload = ByteString.fromArrayUnsafe(control.toByteArray());
        control.reset();
        return switch (header.opcode().code()) {
            case PING -> new Read.Ping(payload);
            case CLOSE -> new Read.Closed();
            default -> MORE;
        };
    }

    private Read complete() {
        boolean text = kind == TEXT;
        boolean told = tooLarge;
        var bytes = message.toByteArray();
        reset();
        if (told) {
            return MORE;
        }
        return text ? text(bytes) : new Read.Message(new Wire.In.Binary());
    }

    private void reset() {
        kind = CONTINUATION;
        tooLarge = false;
        message.reset();
    }

    private static Read text(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return new Read.Message(new Wire.In.Text(text.toString()));
        } catch (CharacterCodingException notText) {
            return new Read.Fault(CloseCode.NOT_TEXT);
        }
    }

    private static boolean isControl(FrameHeader header) {
        return header.opcode().isControl();
    }
}
