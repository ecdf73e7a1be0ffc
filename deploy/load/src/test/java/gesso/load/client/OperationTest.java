package gesso.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTest {
    private final Operation operation = new Operation();

    private void parse(String id) {
        var bytes = id.getBytes(StandardCharsets.US_ASCII);
        operation.parse(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "1,31,32", "19,4999,1023", "7,20000,1048576", "2,1,33554431"})
    @DisplayName("[DE-82] what is written is read again")
    void roundTrip(int phase, int seat, int number) {
        var buffer = Unpooled.buffer();
        Operation.write(buffer, phase, seat, number);
        parse(buffer.toString(StandardCharsets.US_ASCII));
        assertThat(operation.isOurs()).isTrue();
        assertThat(operation.phase()).isEqualTo(phase);
        assertThat(operation.seat()).isEqualTo(seat);
        assertThat(operation.number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.",
                ".1.2",
                "1..2",
                "1.2.3.4",
                "1.2.x3",
                "1.2.3-4",
                "0192a1de-8c1a-7000-8000-000000000000",
                "1.2.1234567",
                "op-1-abc"
            })
    @DisplayName("[DE-82] ids of others are none of ours")
    void others(String id) {
        parse("0.0.0");
        parse(id);
        assertThat(operation.isOurs()).isFalse();
    }

    @Test
    @DisplayName("[DE-82] a message without an id has none")
    void absent() {
        operation.parse(new byte[0], -1, -1);
        assertThat(operation.isOurs()).isFalse();
    }
}
