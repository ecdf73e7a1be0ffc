package gesso.edge.history;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Bytes of one part of a history under construction. Used by one thread. */
final class Lines {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private byte[] bytes = new byte[64 << 10];
    private int length;

    int length() {
        return length;
    }

    /** ASCII as it is. */
    @SuppressWarnings("deprecation") // getBytes by offset: ASCII needs no encoder
    Lines raw(String ascii) {
        int more = ascii.length();
        room(more);
        ascii.getBytes(0, more, bytes, length);
        length += more;
        return this;
    }

    Lines number(long number) {
        return raw(Long.toString(number));
    }

    /** As a JSON string, or null. */
    Lines text(@Nullable String text) {
        if (text == null) {
            return bytes(NULL, 0, NULL.length);
        }
        var quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        return raw("\"").bytes(quoted, 0, quoted.length).raw("\"");
    }

    Lines bytes(byte[] from, int begin, int end) {
        room(end - begin);
        System.arraycopy(from, begin, bytes, length, end - begin);
        length += end - begin;
        return this;
    }

    /** As a cell of CSV: in quotes where it must be, nothing for null. */
    Lines cell(@Nullable String text) {
        if (text == null) {
            return this;
        }
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return cell(utf8, 0, utf8.length);
    }

    Lines cell(byte[] utf8, int begin, int end) {
        boolean plain = true;
        for (int i = begin; i < end && plain; i++) {
            byte one = utf8[i];
            plain = one != '"' && one != ',' && one != '\n' && one != '\r';
        }
        if (plain) {
            return bytes(utf8, begin, end);
        }
        room(2 * (end - begin) + 2);
        bytes[length++] = '"';
        for (int i = begin; i < end; i++) {
            if (utf8[i] == '"') {
                bytes[length++] = '"';
            }
            bytes[length++] = utf8[i];
        }
        bytes[length++] = '"';
        return this;
    }

    ByteString take() {
        var taken = ByteString.fromArray(bytes, 0, length);
        length = 0;
        return taken;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
