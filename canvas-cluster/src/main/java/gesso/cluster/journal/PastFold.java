package gesso.cluster.journal;

import java.util.Collection;
import java.util.Map;

/**
 * Takes the events of a canvas and its widgets in, one after the other in order of time. It may
 * begin in the middle, at what it was itself at an earlier instant; the law is that this makes no
 * difference. Confined to one thread.
 */
public interface PastFold<T> {

    /** Names all that decides how events are folded; states of another name are never given. */
    String rules();

    /**
     * What an entity was. The canvas comes first, then each of {@link #entities}, before any event.
     *
     * @param state as {@link #changed} gave it
     */
    void begin(String persistenceId, byte[] state);

    /** All that this canvas has ever had, by persistence id, as far as it has been folded. */
    Collection<String> entities();

    void add(String persistenceId, JournalEntry entry);

    /** The states of all that has had an event since {@link #kept}, by persistence id. */
    Map<String, byte[]> changed();

    /** What has changed until now is kept elsewhere. */
    void kept();

    T result();
}
