package gesso.ai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * A service that speaks the protocol of OpenAI and does what it is told: the next answer of its
 * script for each question. What it was asked is kept.
 */
final class StandIn implements AutoCloseable {
    static final String MODEL = "gpt-oss-120b";

    /**
     * @param authorization the header
     */
    record Got(String path, String authorization, JsonNode body) {}

    interface Play {
        CompletionStage<HttpResponse> answer(JsonNode question);
    }

    private final ServerBinding binding;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final Deque<Play> script = new ConcurrentLinkedDeque<>();
    private final ClassicActorSystemProvider system;

    StandIn(ClassicActorSystemProvider system) {
        this.system = system;
        this.binding =
                Http.get(system)
                        .newServerAt("127.0.0.1", 0)
                        .bind(this::handle)
                        .toCompletableFuture()
                        .join();
    }

    String url() {
        return "http://127.0.0.1:" + binding.localAddress().getPort() + "/v1";
    }

    List<Got> got() {
        return got;
    }

    StandIn then(Play play) {
        script.add(play);
        return this;
    }

    private CompletionStage<HttpResponse> handle(HttpRequest request) {
        return request.entity()
                .toStrict(10_000, system)
                .thenCompose(entity -> {
                    var path = request.getUri().path();
                    var authorization =
                            request.getHeader("authorization").map(one -> one.value()).orElse("");
                    var body = Json.parse(entity.getData().utf8String()).orElseGet(Json::object);
                    got.add(new Got(path, authorization, body));
                    var next = script.poll();
                    if (next != null) {
                        return next.answer(body);
                    }
                    return path.equals("/v1/models")
                            ? models(MODEL, "qwen-3.8-27b").answer(body)
                            : status(404).answer(body);
                });
    }

    static Play models(String... ids) {
        return _ -> {
            var body = Json.object().put("object", "list");
            var data = body.putArray("data");
            for (var id : ids) {
                data.addObject().put("id", id).put("object", "model").put("owned_by", "us");
            }
            return json(200, body);
        };
    }

    /** All of an answer, in pieces where the question wants them. */
    static Play says(String text) {
        return says(text, "stop");
    }

    static Play says(String text, String finish) {
        return question ->
                question.path("stream").booleanValue()
                        ? events(Source.from(frames(text, finish)))
                        : json(200, completion(text, finish));
    }

    private static JsonNode completion(String text, String finish) {
        var body = envelope("chat.completion");
        var choice =
                body.withArray("choices").addObject().put("index", 0).put("finish_reason", finish);
        choice.putObject("message").put("role", "assistant").put("content", text);
        usage(body);
        return body;
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode envelope(String kind) {
        return Json.object()
                .put("id", "chatcmpl-1")
                .put("object", kind)
                .put("created", 1_790_000_000)
                .put("model", MODEL);
    }

    private static void usage(com.fasterxml.jackson.databind.node.ObjectNode body) {
        body.putObject("usage")
                .put("prompt_tokens", 30)
                .put("completion_tokens", 12)
                .put("total_tokens", 42);
    }

    /** Pieces of a few characters, thoughts first, as the service sends them. */
    static List<String> frames(String text, String finish) {
        var frames = new ArrayList<String>();
        frames.add(": hello\n\n");
        frames.add(delta("{\"role\":\"assistant\",\"reasoning\":\"Hm.\"}", "null"));
        for (int i = 0; i < text.length(); i += 7) {
            var piece = text.substring(i, Math.min(text.length(), i + 7));
            frames.add(delta("{\"content\":" + Json.text(Json.tree(piece)) + "}", "null"));
        }
        frames.add(delta("{}", "\"" + finish + "\""));
        var last = envelope("chat.completion.chunk");
        last.putArray("choices");
        usage(last);
        frames.add("data: " + Json.text(last) + "\n\n");
        frames.add("data: [DONE]\n\n");
        return frames;
    }

    static String delta(String delta, String finish) {
        var chunk = envelope("chat.completion.chunk");
        chunk.set(
                "choices",
                Json.parse(
                                "[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]"
                                        .formatted(delta, finish))
                        .orElseThrow());
        return "data: " + Json.text(chunk) + "\n\n";
    }

    static CompletionStage<HttpResponse> events(Source<String, ?> frames) {
        var type = MediaTypes.TEXT_EVENT_STREAM.toContentType();
        return CompletableFuture.completedFuture(
                HttpResponse.create()
                        .withEntity(
                                HttpEntities.createChunked(
                                        type,
                                        frames.map(one ->
                                                ByteString.fromArray(
                                                        one.getBytes(StandardCharsets.UTF_8))))));
    }

    static CompletionStage<HttpResponse> json(int status, JsonNode body) {
        return CompletableFuture.completedFuture(
                HttpResponse.create()
                        .withStatus(status)
                        .withEntity(ContentTypes.APPLICATION_JSON, Json.bytes(body)));
    }

    static Play status(int status) {
        return _ -> {
            var body = Json.object();
            body.putObject("error").put("message", "no").put("type", "x").put("code", "y");
            return json(status, body);
        };
    }

    static Play tooMuch(String retryAfter) {
        return question ->
                status(429)
                        .answer(question)
                        .thenApply(
                                one -> one.addHeader(RawHeader.create("retry-after", retryAfter)));
    }

    /** Takes the question and says nothing to it. */
    static Play silence() {
        return _ -> new CompletableFuture<>();
    }

    /** Begins, and then says nothing more; {@code over} completes when the other side has gone. */
    static Play stalls(CompletableFuture<Done> begun, CompletableFuture<Done> over) {
        return _ ->
                events(
                        Source.single(delta("{\"content\":\"{\"}", "null"))
                                .map(one -> {
                                    begun.complete(Done.getInstance());
                                    return one;
                                })
                                .concat(Source.maybe())
                                .watchTermination((mat, done) -> {
                                    done.whenComplete((_, _) -> over.complete(Done.getInstance()));
                                    return mat;
                                }));
    }

    /** Breaks off in the middle, by closing the connection or by an end that is none. */
    static Play cut(boolean hard) {
        var begin = Source.from(frames("{\"title\":\"Half", "stop").subList(0, 4));
        return _ ->
                events(
                        hard
                                ? begin.concat(Source.failed(new IllegalStateException("cut")))
                                : begin);
    }

    static Play raw(String... frames) {
        return _ -> events(Source.from(List.of(frames)));
    }

    @Override
    public void close() {
        binding.unbind().toCompletableFuture().join();
    }
}
