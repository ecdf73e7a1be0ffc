package gesso.cluster.live;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.journal.OperationKey;
import gesso.cluster.live.Operations.First;
import gesso.cluster.live.Operations.Stored;
import gesso.cluster.live.Operations.Unstored;
import gesso.protocol.Json;
import gesso.protocol.entity.OperationReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PackedOperationsTest {
    private static LinkedHashMap<OperationKey, First> operations() {
        var operations = new LinkedHashMap<OperationKey, First>();
        operations.put(new OperationKey("u:ann", "1"), new Stored("00aa", 7, 2));
        operations.put(new OperationKey("u:ann", "2"), new Stored("00ab", Long.MAX_VALUE, 0));
        operations.put(new OperationKey("t:ann:ü", "1"), new Unstored("00ac", answer("1", null)));
        operations.put(
                new OperationKey("u:ann", "3"),
                new Unstored("00ad", answer("3", "{\"skipped\":[{\"of\":\"w1\"}]}")));
        return operations;
    }

    private static OperationReply.Accepted answer(String op, @Nullable String data) {
        return new OperationReply.Accepted(
                op, 9, 12_345, data == null ? null : Json.parse(data).orElseThrow(), List.of());
    }

    @Test
    @DisplayName("[CL-S15] remembered operations are the same, in the same order, after packing")
    void same() {
        var unpacked = PackedOperations.unpack(PackedOperations.pack(operations()));
        assertThat(List.copyOf(unpacked.entrySet()))
                .isEqualTo(List.copyOf(operations().entrySet()));
        assertThat(PackedOperations.unpack(PackedOperations.pack(new LinkedHashMap<>()))).isEmpty();
    }

    @Test
    @DisplayName("[CL-S15] the eldest are forgotten across rests as without them")
    void bounded() {
        var operations = new Operations(2, 0);
        for (int i = 1; i <= 3; i++) {
            operations.add(new OperationKey("u:ann", "" + i), new Stored("s" + i, i, 1));
            operations.pack();
        }
        assertThat(operations.find(new OperationKey("u:ann", "1"))).isNull();
        assertThat(Objects.requireNonNull(operations.find(new OperationKey("u:ann", "3"))).sum())
                .isEqualTo("s3");
        assertThat(operations.knowsAll()).isFalse();
    }
}
