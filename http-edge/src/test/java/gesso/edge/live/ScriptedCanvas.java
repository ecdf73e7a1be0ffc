package gesso.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.Grid;
import gesso.protocol.entity.Access;
import gesso.protocol.entity.Access.WidgetAccess;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.LeaseUpdate;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.entity.RoomMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A canvas without a journal: enough of the rules for the edge to be tried against. */
public final class ScriptedCanvas extends ScriptedEntity {
    private final String id;
    private final Map<String, Role> members = new TreeMap<>();
    private final Map<String, WidgetAccess> widgets = new TreeMap<>();
    private final Map<String, JsonNode> placed = new TreeMap<>();
    private final Map<ActorRef<LeaseUpdate>, ActorRef<RoomMessage>> rooms = new LinkedHashMap<>();
    private String title = "Untitled";
    private Grid grid = Grid.DEFAULT;
    private boolean deleted;
    private long access;

    public static Behavior<EntityMessage> of(String id) {
        return Behaviors.setup(context -> new ScriptedCanvas(context, id));
    }

    private ScriptedCanvas(ActorContext<EntityMessage> context, String id) {
        super(context, EventView.CANVAS);
        this.id = id;
    }

    @Override
    protected void on(EntityMessage message) {
        switch (message) {
            case EntityMessage.Lease lease -> lease(lease);
            case EntityMessage.Release(var holder) -> rooms.remove(holder);
            case EntityMessage.At(var user, _, var replyTo) -> {
                var data = Json.object().put("at", at());
                data.set("canvas", view(members.get(user)));
                data.putObject("widgets");
                replyTo.tell(new ReadReply.State(revision(), at(), data));
            }
            default -> {}
        }
    }

    private void lease(EntityMessage.Lease lease) {
        if (revision() == 0 || deleted) {
            lease.holder().tell(new LeaseUpdate.Denied(deleted ? Refusal.GONE : Refusal.NOT_FOUND));
            return;
        }
        if (lease.room() != null) {
            rooms.put(lease.holder(), lease.room());
        }
        lease.holder()
                .tell(
                        new LeaseUpdate.Granted(
                                table(), lease.sent(), at(), null, List.copyOf(rooms.values())));
    }

    @Override
    protected ReadReply read(EntityMessage.Read read) {
        var role = members.get(read.user());
        return role == null
                ? new ReadReply.Refused(Refusal.NOT_FOUND, "no such canvas")
                : new ReadReply.State(revision(), at(), view(role));
    }

    @Override
    protected EntityUpdate.State fresh() {
        return new EntityUpdate.State(EventView.CANVAS, revision(), at(), view(null));
    }

    @Override
    protected Decided decide(Operation operation) {
        var user = operation.user();
        var member = members.containsKey(user);
        if (!(operation.command() instanceof CanvasCommand command)) {
            return new Decided.No(Refusal.UNKNOWN_COMMAND);
        }
        boolean open =
                command instanceof CanvasCommand.Create || command instanceof CanvasCommand.Join;
        if (!open && (!member || deleted)) {
            return new Decided.No(deleted ? Refusal.GONE : Refusal.NOT_FOUND);
        }
        return decide(user, command);
    }

    private Decided decide(String user, CanvasCommand command) {
        return switch (command) {
            case CanvasCommand.Create c -> {
                if (revision() > 0) {
                    yield new Decided.No(Refusal.CONFLICT);
                }
                title = c.title() == null ? title : c.title();
                members.put(user, Role.OWNER);
                var data = Json.object().put("title", title);
                data.set("grid", Json.tree(grid));
                yield accessChanged(event("created", data));
            }
            case CanvasCommand.Rename(var name) -> renamed(name);
            case CanvasCommand.Amend(var name, _) -> renamed(name == null ? title : name);
            case CanvasCommand.AddWidget add -> {
                var widget = add.widget() == null ? Ids.fresh() : add.widget();
                var app = add.app();
                if (app == null || widgets.containsKey(widget)) {
                    yield new Decided.No(Refusal.CONFLICT);
                }
                widgets.put(
                        widget, new WidgetAccess(add.appId(), app.version(), app.backend(), false));
                var data = (ObjectNode) Json.tree(add);
                data.put("id", widget).put("widget", widget);
                placed.put(widget, data);
                yield accessChanged(event("widget-added", data))
                        .with(Json.object().put("widget", widget));
            }
            case CanvasCommand.RemoveWidget(var widget) -> {
                var known = widgets.get(widget);
                if (known == null) {
                    yield new Decided.No(Refusal.NOT_FOUND);
                }
                widgets.put(
                        widget,
                        new WidgetAccess(known.app(), known.version(), known.backend(), true));
                yield accessChanged(event("widget-removed", command));
            }
            case CanvasCommand.SetMember(var who, var role) -> {
                members.put(who, role);
                yield accessChanged(event("member-joined", command));
            }
            case CanvasCommand.RemoveMember(var who) -> {
                members.remove(who);
                yield accessChanged(event("member-removed", command));
            }
            case CanvasCommand.Join _ -> {
                members.putIfAbsent(user, Role.EDITOR);
                yield accessChanged(event("member-joined", command))
                        .with(Json.object().put("role", members.get(user).code()));
            }
            case CanvasCommand.Delete _ -> {
                deleted = true;
                yield accessChanged(event("deleted", command));
            }
            case CanvasCommand.MoveWidget move ->
                    widgets.containsKey(move.widget())
                            ? event("widget-moved", move)
                            : new Decided.No(Refusal.NOT_FOUND);
            default -> event(command.getClass().getSimpleName(), command);
        };
    }

    private Decided.Yes renamed(String name) {
        title = name;
        return event("renamed", Json.object().put("title", name));
    }

    private Decided.Yes accessChanged(Decided.Yes made) {
        access = revision() + 1;
        var changed = new LeaseUpdate.Changed(table(), getContext().getSelf());
        rooms.keySet().forEach(holder -> holder.tell(changed));
        return made;
    }

    private Access table() {
        return new Access(access, Map.copyOf(members), Map.copyOf(widgets), deleted);
    }

    private ObjectNode view(@Nullable Role role) {
        var view = Json.object().put("id", id).put("title", title);
        view.put("revision", revision()).put("at", at());
        if (role != null) {
            view.put("role", role.code());
        }
        view.set("grid", Json.tree(grid));
        var shown = view.putArray("widgets");
        placed.values().forEach(shown::add);
        view.putArray("removed");
        view.putArray("layouts");
        var people = view.putArray("members");
        members.forEach(
                (user, is) -> people.add(Json.object().put("user", user).put("role", is.code())));
        return view;
    }
}
