package gesso.edge.http;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.onComplete;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import gesso.edge.EdgeLimits;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/**
 * Reads request bodies: bounded in bytes and time, {@code application/json} only, strict. It comes
 * last in the pipeline: who may not do a thing never hears what is wrong with the body.
 */
public final class Bodies {
    private final ActorSystem<?> system;
    private final EdgeLimits limits;

    public Bodies(ActorSystem<?> system, EdgeLimits limits) {
        this.system = system;
        this.limits = limits;
    }

    /** An object, read by {@code decode} field by field. */
    public <T> Route read(Function<Fields, Decoded<T>> decode, Function<T, Route> next) {
        return json(body -> decoded(decode.apply(Fields.of(body)), next));
    }

    /** Any JSON value. */
    public Route json(Function<JsonNode, Route> next) {
        return body(false, Bodies::isJson, next);
    }

    /** A JSON value that may be larger than others. */
    public Route large(long bytesMax, Function<JsonNode, Route> next) {
        return body(bytesMax, false, Bodies::isJson, next);
    }

    /** A JSON value, or a missing node where there is no body at all. */
    public Route optionalJson(Function<JsonNode, Route> next) {
        return body(true, Bodies::isJson, next);
    }

    /** What browsers report by themselves comes under types of its own. */
    public Route reports(Function<JsonNode, Route> next) {
        return body(false, request -> isJson(request) || isOf(request, "csp-report"), next);
    }

    /** Goes on with a decoded value, or ends with 400 and its errors. */
    public static <T> Route decoded(Decoded<T> decoded, Function<T, Route> next) {
        return switch (decoded) {
            case Decoded.Ok<T>(var value) -> next.apply(value);
            case Decoded.Invalid<T>(var why, var detail, var errors) ->
                    Problem.of(why, detail, errors).route();
        };
    }

    private Route body(
            boolean optional, Predicate<HttpRequest> accepted, Function<JsonNode, Route> next) {
        return body(limits.bodyBytes(), optional, accepted, next);
    }

    private Route body(
            long max,
            boolean optional,
            Predicate<HttpRequest> accepted,
            Function<JsonNode, Route> next) {
        return extractRequest(request -> {
            boolean none = request.entity().isKnownEmpty();
            if (none && optional) {
                return next.apply(MissingNode.getInstance());
            }
            if (!none && !accepted.test(request)) {
                return Problems.unsupportedMediaType().route();
            }
            return onComplete(
                    () -> collect(request, max),
                    bytes ->
                            bytes.isSuccess()
                                    ? parsed(bytes.get(), next)
                                    : failed(bytes.failed().get()));
        });
    }

    private static Route parsed(ByteString bytes, Function<JsonNode, Route> next) {
        return Json.parse(bytes.toArray())
                .map(next)
                .orElseGet(() ->
                        Problem.invalid(
                                        "body",
                                        "must be one JSON value, without doubled keys and"
                                                + " at most "
                                                + Json.DEPTH_MAX
                                                + " deep")
                                .route());
    }

    private static boolean isJson(HttpRequest request) {
        var type = request.entity().getContentType().mediaType();
        boolean plain =
                request.getHeader("Content-Encoding")
                        .map(encoding -> "identity".equalsIgnoreCase(encoding.value()))
                        .orElse(true);
        return plain && (isOf(request, "json") || type.subType().endsWith("+json"));
    }

    private static boolean isOf(HttpRequest request, String subType) {
        var type = request.entity().getContentType().mediaType();
        return type.isApplication() && type.subType().equals(subType);
    }

    /** Reads on past the limit, without keeping it, so that the sender gets to see the answer. */
    private CompletionStage<ByteString> collect(HttpRequest request, long max) {
        long announced = request.entity().getContentLengthOption().orElse(0);
        boolean waits = request.getHeader("Expect").isPresent();
        if (announced > drained(max) || (announced > max && waits)) {
            throw tooLarge(max).with(Connection.create("close")).raised();
        }
        return request.entity()
                .withoutSizeLimit()
                .getDataBytes()
                .completionTimeout(limits.bodyTimeout())
                .runWith(
                        Sink.fold(
                                new Collected(ByteString.emptyByteString(), 0),
                                (before, more) -> add(before, more, max)),
                        system)
                .thenApply(all -> {
                    if (all.size() > max) {
                        throw tooLarge(max).raised();
                    }
                    return all.bytes();
                });
    }

    private record Collected(ByteString bytes, long size) {}

    private long drained(long max) {
        return max + limits.bodyBytesDrained();
    }

    private Collected add(Collected before, ByteString more, long max) {
        long size = before.size() + more.size();
        if (size > drained(max)) {
            throw tooLarge(max).with(Connection.create("close")).raised();
        }
        return new Collected(size > max ? before.bytes() : before.bytes().concat(more), size);
    }

    private static Problem tooLarge(long max) {
        return Problem.of(Refusal.TOO_LARGE, "The body may have " + max + " bytes at most.");
    }

    private static Route failed(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof TimeoutException) {
                return Problem.of(
                                StatusCodes.REQUEST_TIMEOUT,
                                Refusal.INVALID,
                                "The body took too long to come.")
                        .route();
            }
        }
        return Problem.in(failure)
                .orElseGet(() -> Problem.of(Refusal.INVALID, "The body could not be read."))
                .route();
    }
}
