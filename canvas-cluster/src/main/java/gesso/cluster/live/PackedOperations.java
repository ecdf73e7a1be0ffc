package gesso.cluster.live;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.journal.OperationKey;
import gesso.cluster.live.Operations.First;
import gesso.cluster.live.Operations.Stored;
import gesso.cluster.live.Operations.Unstored;
import gesso.protocol.Json;
import gesso.protocol.entity.OperationReply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembered operations as bytes, about 65 for each instead of 300. They stay in one process and
 * are no stored format. A client is written once for the operations that follow one another.
 */
final class PackedOperations {
    private static final int SAME_CLIENT = 1;
    private static final int UNSTORED = 2;

    private PackedOperations() {}

    static byte[] pack(Map<OperationKey, First> operations) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(operations.size());
            var client = "";
            for (var entry : operations.entrySet()) {
                var key = entry.getKey();
                boolean same = key.client().equals(client);
                boolean unstored = entry.getValue() instanceof Unstored;
                out.writeByte((same ? SAME_CLIENT : 0) + (unstored ? UNSTORED : 0));
                if (!same) {
                    client = key.client();
                    out.writeUTF(client);
                }
                out.writeUTF(key.op());
                out.writeUTF(entry.getValue().sum());
                write(entry.getValue(), out);
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static void write(First first, DataOutputStream out) throws IOException {
        switch (first) {
            case Stored(_, var upTo, var events) -> {
                out.writeLong(upTo);
                out.writeInt(events);
            }
            case Unstored(_, var answer) -> {
                out.writeLong(answer.revision());
                out.writeLong(answer.at());
                var data = answer.data() == null ? new byte[0] : Json.bytes(answer.data());
                out.writeInt(data.length);
                out.write(data);
            }
        }
    }

    static LinkedHashMap<OperationKey, First> unpack(byte[] packed) {
        var operations = new LinkedHashMap<OperationKey, First>();
        try (var in = new DataInputStream(new ByteArrayInputStream(packed))) {
            var client = "";
            for (int left = in.readInt(); left > 0; left--) {
                int flags = in.readByte();
                client = (flags & SAME_CLIENT) == 0 ? in.readUTF() : client;
                var op = in.readUTF();
                var sum = in.readUTF();
                operations.put(
                        new OperationKey(client, op),
                        (flags & UNSTORED) == 0
                                ? new Stored(sum, in.readLong(), in.readInt())
                                : new Unstored(sum, answer(op, in)));
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return operations;
    }

    private static OperationReply.Accepted answer(String op, DataInputStream in)
            throws IOException {
        return new OperationReply.Accepted(op, in.readLong(), in.readLong(), data(in), List.of());
    }

    private static @Nullable JsonNode data(DataInputStream in) throws IOException {
        var bytes = in.readNBytes(in.readInt());
        return bytes.length == 0 ? null : Json.MAPPER.readTree(bytes);
    }
}
