package gesso.ai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.ai.provider.Exchange.Came;
import gesso.protocol.Decoded;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.Maker;
import gesso.protocol.ai.SpecificationReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.pattern.CircuitBreaker;
import org.apache.pekko.pattern.CircuitBreakerOpenException;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.SharedKillSwitch;

/**
 * A model behind a service that speaks the protocol of OpenAI. Whatever it answers is read as
 * somebody else's: a specification must hold, code is checked and tried out by whoever asks.
 */
public final class OpenAiProvider implements Provider {
    private static final int CODE_MAX = 64 * 1024;
    private static final int PLACES_MAX = 20;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Pattern BLOCK =
            Pattern.compile("```(?:js|javascript)?\\s*\\n(.*?)\\n?```", Pattern.DOTALL);

    private final ClassicActorSystemProvider system;
    private final OpenAiSettings settings;
    private final Exchange exchange;
    private final CircuitBreaker breaker;

    public OpenAiProvider(ClassicActorSystemProvider system, OpenAiSettings settings) {
        this.system = system;
        this.settings = settings;
        this.exchange = new Exchange(system, settings);
        this.breaker =
                CircuitBreaker.create(
                        system.classicSystem().scheduler(),
                        settings.faultsMax(),
                        settings.whole().plus(settings.first()),
                        settings.rest());
    }

    /** Whether the service is there, takes the key and has the model; for when a node starts. */
    public CompletionStage<Optional<Trouble>> check() {
        return exchange.models(Exchange.killSwitch())
                .thenApply(came ->
                        switch (came) {
                            case Came.Not(var trouble) -> Optional.of(trouble);
                            case Came.Whole(var piece) -> missing(piece.text());
                        });
    }

    /** Whether the service is left alone for a while, as it has failed too often. */
    boolean rests() {
        return breaker.isOpen();
    }

    private Optional<Trouble> missing(String body) {
        var models = Json.parse(body).map(tree -> tree.path("data")).filter(JsonNode::isArray);
        if (models.isEmpty()) {
            return Optional.of(new Trouble.Garbage("no list of models"));
        }
        for (var one : models.get()) {
            if (one.path("id").asText().equals(settings.model())) {
                return Optional.empty();
            }
        }
        return Optional.of(new Trouble.UnknownModel(settings.model()));
    }

    @Override
    public String name() {
        return settings.base().getHost();
    }

    @Override
    public Asked<AppSpecification> specify(String prompt) {
        return specification(Instructions.specify(prompt));
    }

    @Override
    public Asked<AppSpecification> refine(AppSpecification specification, String words) {
        return specification(Instructions.refine(specification, words));
    }

    @Override
    public Asked<String> write(AppSpecification specification) {
        return code(Instructions.write(specification));
    }

    @Override
    public Asked<String> repair(AppSpecification specification, String code, List<String> rules) {
        return code(Instructions.repair(specification, code, rules));
    }

    /** One that does not hold is asked for once more, with the places that are wrong. */
    private Asked<AppSpecification> specification(Instructions instructions) {
        return asked(question ->
                question.ask(instructions)
                        .thenCompose(first -> {
                            var read = specification(first);
                            return read instanceof Read.Wrong<AppSpecification>(var places)
                                    ? question.ask(instructions.again(places))
                                            .thenApply(second ->
                                                    answered(question, specification(second)))
                                    : CompletableFuture.completedFuture(answered(question, read));
                        }));
    }

    private Asked<String> code(Instructions instructions) {
        return asked(question ->
                question.ask(instructions).thenApply(came -> answered(question, script(came))));
    }

    /** What an answer was read as. */
    private sealed interface Read<T> {
        record Fine<T>(T value) implements Read<T> {}

        /**
         * @param places the paths of what does not hold
         */
        record Wrong<T>(List<String> places) implements Read<T> {}

        record Not<T>(Trouble trouble) implements Read<T> {}
    }

    private <T> Answered<T> answered(Question question, Read<T> read) {
        return switch (read) {
            case Read.Fine<T>(var value) -> new Answered.Good<>(value, question.maker());
            case Read.Wrong<T> _ ->
                    Answered.bad(new Trouble.Garbage("a specification that does not hold"));
            case Read.Not<T>(var trouble) -> Answered.bad(trouble);
        };
    }

    private static Read<AppSpecification> specification(Came came) {
        return switch (came) {
            case Came.Not(var trouble) -> new Read.Not<>(trouble);
            case Came.Whole(var piece) -> {
                var tree = Json.parse(piece.text().strip());
                if (tree.isEmpty()) {
                    yield new Read.Not<>(new Trouble.Garbage("no JSON"));
                }
                yield switch (SpecificationReader.read(tree.get())) {
                    case Decoded.Ok<AppSpecification>(var app) -> new Read.Fine<>(app);
                    case Decoded.Invalid<AppSpecification>(_, _, var errors) ->
                            new Read.Wrong<>(
                                    errors.stream()
                                            .map(FieldError::field)
                                            .distinct()
                                            .limit(PLACES_MAX)
                                            .toList());
                };
            }
        };
    }

    private static Read<String> script(Came came) {
        return switch (came) {
            case Came.Not(var trouble) -> new Read.Not<>(trouble);
            case Came.Whole(var piece) -> {
                var block = BLOCK.matcher(piece.text());
                var code = (block.find() ? block.group(1) : piece.text()).strip() + "\n";
                yield !code.contains("gesso")
                        ? new Read.Not<>(new Trouble.Garbage("no code"))
                        : code.getBytes(StandardCharsets.UTF_8).length > CODE_MAX
                                ? new Read.Not<>(
                                        new Trouble.Garbage("more code than an app may have"))
                                : new Read.Fine<>(code);
            }
        };
    }

    private <T> Asked<T> asked(Function<Question, CompletionStage<Answered<T>>> work) {
        var question = new Question();
        var answer = new CompletableFuture<Answered<T>>();
        work.apply(question)
                .whenComplete((given, defect) ->
                        answer.complete(
                                defect == null
                                        ? given
                                        : Answered.bad(
                                                new Trouble.Garbage(
                                                        defect.getClass().getSimpleName()))));
        return new Asked<>(
                answer,
                () -> {
                    question.cancel();
                    answer.complete(Answered.bad(new Trouble.Cancelled()));
                });
    }

    /** All tries of one question, which can be called off at any time. */
    private final class Question {
        private final SharedKillSwitch kill = Exchange.killSwitch();
        private final long began = System.nanoTime();
        private volatile boolean cancelled;
        private volatile long tokens;

        void cancel() {
            cancelled = true;
            Exchange.cancel(kill);
        }

        Maker maker() {
            return new Maker(
                    name(),
                    settings.model(),
                    Maker.MODEL,
                    settings.seed(),
                    tokens,
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
        }

        CompletionStage<Came> ask(Instructions instructions) {
            return attempt(Requests.body(settings, instructions), 1);
        }

        private CompletionStage<Came> attempt(JsonNode body, int number) {
            if (cancelled) {
                return CompletableFuture.completedFuture(new Came.Not(new Trouble.Cancelled()));
            }
            return guarded(body)
                    .thenCompose(came -> {
                        var wait = wait(came, number);
                        return wait.isEmpty()
                                ? CompletableFuture.completedFuture(came)
                                : Patterns.after(
                                        wait.get(),
                                        system.classicSystem().scheduler(),
                                        system.classicSystem().dispatcher(),
                                        () -> attempt(body, number + 1));
                    });
        }

        /** How long until the next try; nothing where it would be of no use. */
        private Optional<Duration> wait(Came came, int number) {
            if (!(came instanceof Came.Not(var trouble))
                    || !trouble.passes()
                    || number >= settings.tries()
                    || breaker.isOpen()) {
                return Optional.empty();
            }
            var wait =
                    trouble instanceof Trouble.RateLimited(var after)
                            ? after
                            : FIRST_WAIT.multipliedBy(1L << number);
            return Optional.of(wait).filter(one -> one.compareTo(settings.waitMax()) <= 0);
        }

        private CompletionStage<Came> guarded(JsonNode body) {
            return breaker.callWithCircuitBreakerCS(
                            () -> exchange.chat(body, kill).thenApply(this::finished),
                            (came, defect) ->
                                    defect.isPresent()
                                            || came.filter(OpenAiProvider::isFault).isPresent())
                    .exceptionally(failed -> new Came.Not(unless(failed)));
        }

        /** An answer that is none is told from one that has come to its end. */
        private Came finished(Came came) {
            if (!(came instanceof Came.Whole(var piece))) {
                return came;
            }
            tokens += piece.tokens();
            var finish = piece.finish();
            if (piece.bad()) {
                return new Came.Not(new Trouble.Garbage("an event that cannot be read"));
            }
            if (finish == null) {
                return new Came.Not(new Trouble.Unavailable()); // It broke off.
            }
            return switch (finish) {
                case "stop" -> came;
                case "length" -> new Came.Not(new Trouble.Garbage("cut where it was too long"));
                case "content_filter" ->
                        new Came.Not(
                                new Trouble.Declined(
                                        "The AI service does not want to make this; say it in other"
                                                + " words."));
                default -> new Came.Not(new Trouble.Garbage("an end of an unknown kind"));
            };
        }
    }

    private static boolean isFault(Came came) {
        return came instanceof Came.Not(var trouble)
                && (trouble instanceof Trouble.Unavailable || trouble instanceof Trouble.TimedOut);
    }

    private static Trouble unless(Throwable failed) {
        var cause = failed.getCause() == null ? failed : failed.getCause();
        return cause instanceof java.util.concurrent.TimeoutException
                        && !(cause instanceof CircuitBreakerOpenException)
                ? new Trouble.TimedOut()
                : new Trouble.Unavailable();
    }

    @Override
    public String toString() {
        return "OpenAiProvider[" + settings.base() + ", " + settings.model() + "]";
    }
}
