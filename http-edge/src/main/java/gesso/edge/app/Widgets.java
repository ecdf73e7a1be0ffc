package gesso.edge.app;

import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.access.Caller;
import gesso.edge.canvas.Doors;
import gesso.edge.canvas.Operations;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Right;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.widget.WidgetCommand;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Reads of and commands to a widget whose canvas the address does not name. */
public final class Widgets {

    /** As the address has it. */
    public record Address(String app, String widget) {}

    /** A write that may be made: the caller has the right, and the widget was as expected. */
    public record Writing(
            Caller caller, String canvas, String widget, String op, @Nullable String cause) {

        /** A second step of the same operation, with an id of its own. */
        public Writing then(String next) {
            return new Writing(caller, canvas, widget, next, op);
        }
    }

    private final Doors doors;
    private final Operations operations;
    private final WidgetPlaces places;

    Widgets(Doors doors, Operations operations, WidgetPlaces places) {
        this.doors = doors;
        this.operations = operations;
        this.places = places;
    }

    public Route reader(Address address, Function<ReadReply.State, Route> inner) {
        return reader(address, (_, state) -> inner.apply(state));
    }

    /** The same for who needs to know the canvas too. */
    public Route reader(Address address, BiFunction<String, ReadReply.State, Route> inner) {
        return doors.signedIn(caller ->
                placed(
                        caller,
                        address,
                        canvas ->
                                Replies.read(
                                        operations.widget(caller, canvas, address.widget()),
                                        state -> inner.apply(canvas, state))));
    }

    public Route writer(Address address, Function<Writing, Route> inner) {
        return writer(address, Right.EDIT, inner);
    }

    /** {@code right} is what it needs at least: the app's backend may ask for more. */
    public Route writer(Address address, Right right, Function<Writing, Route> inner) {
        return doors.signedIn(caller ->
                placed(
                        caller,
                        address,
                        canvas ->
                                doors.writer(
                                        caller,
                                        canvas,
                                        right,
                                        op ->
                                                doors.unchanged(
                                                        caller,
                                                        canvas,
                                                        op,
                                                        () ->
                                                                operations.widget(
                                                                        caller,
                                                                        canvas,
                                                                        address.widget()),
                                                        () ->
                                                                inner.apply(
                                                                        new Writing(
                                                                                caller,
                                                                                canvas,
                                                                                address.widget(),
                                                                                op,
                                                                                null))))));
    }

    public CompletionStage<OperationReply> submit(
            Writing writing, String name, JsonNode data, WidgetCommand command) {
        return operations.submit(
                new Wish(
                        writing.caller(),
                        writing.canvas(),
                        writing.op(),
                        writing.cause(),
                        writing.widget(),
                        name,
                        data,
                        command));
    }

    public CompletionStage<ReadReply> read(Writing writing) {
        return operations.widget(writing.caller(), writing.canvas(), writing.widget());
    }

    private Route placed(Caller caller, Address address, Function<String, Route> inner) {
        return onSuccess(
                places.find(caller.user(), address.app(), address.widget()),
                found -> found.map(inner).orElseGet(() -> Problem.notFound().route()));
    }
}
