package gesso.cluster.sample;

/**
 * One entry as everybody sees it.
 *
 * @param createdAt ISO 8601 UTC
 */
public record SampleEntry(String id, String text, String userId, String createdAt) {

    SampleEntry withText(String next) {
        return new SampleEntry(id, next, userId, createdAt);
    }
}
