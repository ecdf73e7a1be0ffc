package gesso.cluster.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePVector;

/**
 * The records of one collection, in order. Shares with the list of before whatever has not changed.
 *
 * @param votes the record that each person votes for
 */
record ItemList(
        TreePVector<String> order, HashPMap<String, Item> items, HashPMap<String, String> votes) {
    static final ItemList EMPTY =
            new ItemList(TreePVector.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    boolean isEmpty() {
        return order.isEmpty();
    }

    List<Item> all() {
        var all = new ArrayList<Item>(order.size());
        order.forEach(id -> all.add(Objects.requireNonNull(items.get(id))));
        return all;
    }

    Optional<Item> find(@Nullable String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(items.get(id));
    }

    /** The id of the record before it; null for the first. */
    @Nullable String before(String id) {
        int at = order.indexOf(id);
        return at <= 0 ? null : order.get(at - 1);
    }

    ItemList put(Item changed) {
        return new ItemList(order, items.plus(changed.id(), changed), votes);
    }

    /** Votes of people who have given theirs to another one meanwhile are left out. */
    ItemList insert(int index, Item item) {
        if (items.containsKey(item.id())) {
            return this;
        }
        var voters = item.voters().stream().filter(one -> !votes.containsKey(one)).toList();
        var voted = votes;
        for (var voter : voters) {
            voted = voted.plus(voter, item.id());
        }
        return new ItemList(
                order.plus(Math.clamp(index, 0, order.size()), item.id()),
                items.plus(item.id(), item.with(voters)),
                voted);
    }

    ItemList remove(String id) {
        var item = items.get(id);
        return item == null
                ? this
                : new ItemList(
                        order.minus(order.indexOf(id)),
                        items.minus(id),
                        votes.minusAll(item.voters()));
    }

    /** What it was to follow may be gone: then it is the last. */
    ItemList move(String id, @Nullable String after) {
        int at = order.indexOf(id);
        if (at < 0 || id.equals(after)) {
            return this;
        }
        var rest = order.minus(at);
        int before = after == null ? -1 : rest.indexOf(after);
        int to = after != null && before < 0 ? rest.size() : before + 1;
        return new ItemList(rest.plus(to, id), items, votes);
    }

    ItemList vote(String id, String user) {
        var item = items.get(id);
        if (item == null) {
            return this;
        }
        var rest = unvote(user);
        return new ItemList(
                order,
                rest.items.plus(
                        id, Objects.requireNonNull(rest.items.get(id)).withVote(user, true)),
                rest.votes.plus(user, id));
    }

    ItemList unvote(String user) {
        var voted = votes.get(user);
        var item = voted == null ? null : items.get(voted);
        return item == null
                ? this
                : new ItemList(
                        order,
                        items.plus(item.id(), item.withVote(user, false)),
                        votes.minus(user));
    }
}
