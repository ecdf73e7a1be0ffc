package gesso.protocol.ai;

/**
 * Why a version came to nothing.
 *
 * @param step {@code analyse}, {@code code}, {@code check}, {@code test}, {@code publish}
 * @param reason for people, with what they can do
 * @param ours nothing that the person could have done better: it costs no quota
 */
public record Failure(String step, String reason, boolean ours) {}
