package gesso.edge.http;

import gesso.protocol.Refusal;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * Answers what is not even a request: a header that cannot be read, an address that is too long.
 * Named in {@code http.conf}; Pekko finds it as it finds a Scala object, by {@code MODULE$}.
 */
public final class UnreadableRequest extends ParsingErrorHandler {
    public static final UnreadableRequest MODULE$ = new UnreadableRequest();

    private UnreadableRequest() {}

    @Override
    public HttpResponse handle(
            StatusCode status, ErrorInfo info, LoggingAdapter log, ServerSettings settings) {
        return Problem.of(status, Refusal.INVALID, "The request could not be read.")
                .response(HttpRequest.create());
    }
}
