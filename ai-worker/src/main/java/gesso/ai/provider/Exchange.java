package gesso.ai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.OutgoingConnection;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.HttpCredentials;
import org.apache.pekko.http.javadsl.settings.ClientConnectionSettings;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.StreamLimitReachedException;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Framing;
import org.apache.pekko.stream.javadsl.FramingTruncation;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * One question over one connection: calling it off closes that, and the other side sees it. What is
 * read faster than it is taken waits in the other side's buffers.
 */
final class Exchange {
    private static final int LINE_MAX = 1 << 20;
    private static final Duration RETRY_USUAL = Duration.ofSeconds(5);
    private static final Duration RETRY_MAX = Duration.ofHours(1);

    /** What came of it: pieces put together, or a trouble. */
    sealed interface Came {
        record Whole(Piece piece) implements Came {}

        record Not(Trouble trouble) implements Came {}
    }

    /** Ends a stream from within. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Trouble trouble;

        Ended(Trouble trouble) {
            super(trouble.getClass().getSimpleName(), null, false, false);
            this.trouble = trouble;
        }
    }

    private final ClassicActorSystemProvider system;
    private final OpenAiSettings settings;

    Exchange(ClassicActorSystemProvider system, OpenAiSettings settings) {
        this.system = system;
        this.settings = settings;
    }

    static SharedKillSwitch killSwitch() {
        return KillSwitches.shared("asked");
    }

    static void cancel(SharedKillSwitch kill) {
        kill.abort(new Ended(new Trouble.Cancelled()));
    }

    CompletionStage<Came> chat(JsonNode body, SharedKillSwitch kill) {
        var request =
                authorised(HttpRequest.POST(path("/chat/completions")))
                        .withEntity(ContentTypes.APPLICATION_JSON, Json.bytes(body));
        return run(request, settings.stream() ? this::lines : this::whole, kill);
    }

    /** The body of a GET. */
    CompletionStage<Came> models(SharedKillSwitch kill) {
        return run(
                authorised(HttpRequest.GET(path("/models"))),
                response -> body(response).map(text -> new Piece(text, "stop", 0, false)),
                kill);
    }

    private String path(String end) {
        return settings.base().getRawPath() + end;
    }

    private HttpRequest authorised(HttpRequest request) {
        return request.addCredentials(
                HttpCredentials.createOAuth2BearerToken(settings.key().reveal()));
    }

    private interface Reading {
        Source<Piece, Object> of(HttpResponse response);
    }

    private CompletionStage<Came> run(HttpRequest request, Reading reading, SharedKillSwitch kill) {
        return Source.single(request)
                .via(connection(kill))
                .initialTimeout(settings.first())
                .flatMapConcat(response ->
                        response.status().isSuccess() ? reading.of(response) : refused(response))
                .takeWhile(piece -> piece != Piece.END)
                .completionTimeout(settings.whole())
                .via(kill.flow())
                .runWith(Sink.seq(), system)
                .<Came>thenApply(pieces -> new Came.Whole(Piece.joined(pieces)))
                .exceptionally(failed -> new Came.Not(trouble(failed)));
    }

    private Flow<HttpRequest, HttpResponse, ?> connection(SharedKillSwitch kill) {
        var timeouts =
                ClientConnectionSettings.create(system.classicSystem())
                        .withTransport(new Cancellable(kill))
                        .withConnectingTimeout(settings.first())
                        .withIdleTimeout(settings.whole());
        var host =
                Http.get(system)
                        .connectionTo(settings.base().getHost())
                        .toPort(settings.port())
                        .withClientConnectionSettings(timeouts);
        return settings.isSecure() ? host.https() : host.http();
    }

    private Source<Piece, Object> lines(HttpResponse response) {
        return response.entity()
                .getDataBytes()
                .via(bounded())
                .idleTimeout(settings.idle())
                .via(
                        Framing.delimiter(
                                ByteString.fromString("\n"), LINE_MAX, FramingTruncation.ALLOW))
                .map(line -> Piece.ofLine(line.utf8String().strip()));
    }

    private Source<Piece, Object> whole(HttpResponse response) {
        return body(response).map(Piece::ofWhole);
    }

    private Source<String, Object> body(HttpResponse response) {
        return response.entity()
                .getDataBytes()
                .via(bounded())
                .fold(ByteString.emptyByteString(), ByteString::concat)
                .map(ByteString::utf8String);
    }

    private Flow<ByteString, ByteString, ?> bounded() {
        return Flow.of(ByteString.class)
                .limitWeighted(settings.answerMax(), bytes -> (long) bytes.size());
    }

    /** Nothing of an error's body is read: it may repeat what was asked, or worse, the key. */
    private Source<Piece, Object> refused(HttpResponse response) {
        response.discardEntityBytes(system);
        return Source.<Piece>failed(new Ended(trouble(response)))
                .mapMaterializedValue(Object.class::cast);
    }

    /**
     * TCP whose connection is closed when the question is called off. Without it a connection that
     * has not answered yet stays open until it has been idle too long, and the service goes on.
     */
    private static final class Cancellable extends ClientTransport {
        private final SharedKillSwitch kill;

        Cancellable(SharedKillSwitch kill) {
            this.kill = kill;
        }

        @Override
        public Flow<ByteString, ByteString, CompletionStage<OutgoingConnection>> connectTo(
                String host, int port, ClientConnectionSettings settings, ActorSystem system) {
            return ClientTransport.TCP().connectTo(host, port, settings, system).via(kill.flow());
        }
    }

    private static Trouble trouble(HttpResponse response) {
        int status = response.status().intValue();
        return switch (status) {
            case 401, 403 -> new Trouble.Unauthorised();
            case 402 -> new Trouble.PaymentRequired();
            case 408, 504 -> new Trouble.TimedOut();
            case 429 -> new Trouble.RateLimited(retryAfter(response));
            default -> status >= 500 ? new Trouble.Unavailable() : new Trouble.Refused(status);
        };
    }

    private static Duration retryAfter(HttpResponse response) {
        return response.getHeader("retry-after")
                .map(header -> header.value().strip())
                .filter(seconds -> seconds.matches("\\d{1,9}(?:\\.\\d{1,9})?"))
                .map(seconds -> Duration.ofMillis((long) (Double.parseDouble(seconds) * 1_000)))
                .map(wait -> wait.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : wait)
                .orElse(RETRY_USUAL);
    }

    private static Trouble trouble(Throwable failed) {
        return switch (failed) {
            case CompletionException wrapped when wrapped.getCause() != null ->
                    trouble(wrapped.getCause());
            case Ended ended -> ended.trouble;
            case TimeoutException _ -> new Trouble.TimedOut();
            case StreamLimitReachedException _ ->
                    new Trouble.Garbage("longer than an answer may be");
            default -> new Trouble.Unavailable();
        };
    }
}
