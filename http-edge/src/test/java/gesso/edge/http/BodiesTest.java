package gesso.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
    private static final String PATH = "/api/auth/guest";
    private static TestEdge edge;

    @BeforeAll
    static void start() {
        edge = TestEdge.start("gesso.limits { entries-per-minute = 100000, body-timeout = 1s }");
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static Answer send(byte[] body, String type) {
        return edge.send(
                edge.request(PATH)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\": \"a\"} x",
                "{\"name\": \"a\"}{}",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "{name: \"a\"}",
                "{'name': 'a'}",
                "{\"name\": NaN}",
                "{\"name\": 1e999}",
                "[1,]",
                "// hello\n{}",
                "\u0000"
            })
    @DisplayName("[B2] [X6] what is not strictly one JSON value is 400")
    void notJson(String body) {
        var answer = send(body.getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("jackson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"name\"", "[]", "true"})
    @DisplayName("[B2] JSON that is no object is 400")
    void noObject(String body) {
        assertThat(edge.post(PATH, body).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("[X6] JSON 10,000 deep is 400, and the edge stays up")
    void deep() {
        assertThat(edge.post(PATH, "[".repeat(10_000) + "]".repeat(10_000)).status())
                .isEqualTo(400);
        assertThat(edge.post(PATH, "{\"name\":".repeat(7_000)).status()).isEqualTo(400);
        assertThat(edge.post(PATH, "{\"name\": \"Ada\"}").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("[X6] bytes that are no UTF-8 are 400")
    void notUtf8() {
        byte[] body = {
            '{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'
        };
        assertThat(send(body, "application/json").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"65537", "2000000"})
    @DisplayName("[X6] a body over 64 KiB is 413, its sender gets to see it")
    void large(int bytes) {
        var answer = edge.post(PATH, "\"" + "x".repeat(bytes - 2) + "\"");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too-large");
    }

    @Test
    @DisplayName("[X6] a body without an announced length is measured as it comes")
    void largeChunked() {
        var body = ("\"" + "x".repeat(2_000_000) + "\"").getBytes(StandardCharsets.UTF_8);
        var answer =
                edge.send(
                        edge.request(PATH)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(body))));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    @DisplayName("[X6] a sender who waits for leave hears 413 at once, and the connection ends")
    void expecting() throws Exception {
        try (var socket = new Socket("127.0.0.1", edge.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("POST "
                                            + PATH
                                            + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json"
                                            + "\r\nContent-Length: 2000000\r\nExpect: 100-continue\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close");
        }
    }

    @Test
    @DisplayName("[X6] a body of exactly 64 KiB is read")
    void exactly() {
        var open = "{\"name\": \"Ada\"}";
        assertThat(edge.post(PATH, open + " ".repeat(65_536 - open.length())).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("[X6] a body that never ends is given up with 408")
    void slow() throws Exception {
        try (var socket = new Socket("127.0.0.1", edge.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write(
                            ("POST "
                                            + PATH
                                            + " HTTP/1.1\r\nHost: x\r\nContent-Type:"
                                            + " application/json\r\nContent-Length: 100\r\n\r\n{")
                                    .getBytes(StandardCharsets.US_ASCII));
            var head =
                    new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(head).isEqualTo("HTTP/1.1 408");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml",
                "text/json"
            })
    @DisplayName("[B2] another type of body is 415")
    void type(String type) {
        var answer = send("{\"name\": \"Ada\"}".getBytes(StandardCharsets.UTF_8), type);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    @DisplayName("[X6] a compressed body is 415: no bomb is unpacked")
    void compressed() {
        var answer =
                edge.send(
                        edge.request(PATH)
                                .headers(
                                        "Content-Type",
                                        "application/json",
                                        "Content-Encoding",
                                        "gzip")
                                .POST(BodyPublishers.ofByteArray(new byte[] {31, (byte) 139, 8})));
        assertThat(answer.status()).isEqualTo(415);
    }

    @RepeatedTest(40)
    @DisplayName("[X6] broken bodies, seeded: never a 5xx, never a trace")
    void fuzz(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        var body =
                "{\"name\": \"Ada\", \"x\": [1, {\"y\": null}], \"z\": 1.5e3}"
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        var answer = send(body, "application/json");
        assertThat(answer.status()).isIn(200, 400);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }
}
