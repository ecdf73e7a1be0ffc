package gesso.cluster.chat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One emoji under a message.
 *
 * @param users whose it is, sorted; never empty
 */
public record Reaction(String emoji, List<String> users) {

    /**
     * The reactions after somebody has put one or taken it back, sorted by emoji: who changes their
     * mind twice leaves no trace.
     */
    static List<Reaction> changed(List<Reaction> all, String emoji, String user, boolean on) {
        var users = new TreeMap<String, SortedSet<String>>();
        all.forEach(one -> users.put(one.emoji(), new TreeSet<>(one.users())));
        var own = users.computeIfAbsent(emoji, _ -> new TreeSet<>());
        if (on) {
            own.add(user);
        } else {
            own.remove(user);
        }
        return users.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> new Reaction(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    static boolean has(List<Reaction> all, String emoji, String user) {
        return all.stream()
                .anyMatch(one -> one.emoji().equals(emoji) && one.users().contains(user));
    }
}
