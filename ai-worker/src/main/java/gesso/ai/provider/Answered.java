package gesso.ai.provider;

import gesso.protocol.ai.Maker;

/** What a provider has answered. */
public sealed interface Answered<T> {

    /**
     * @param maker who has made it, and what it took
     */
    record Good<T>(T value, Maker maker) implements Answered<T> {}

    record Bad<T>(Trouble trouble) implements Answered<T> {}

    static <T> Answered<T> bad(Trouble trouble) {
        return new Bad<>(trouble);
    }
}
