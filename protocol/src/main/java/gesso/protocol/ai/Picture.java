package gesso.protocol.ai;

/**
 * What an app had drawn at one moment of its test: the tree of its view, which a sandboxed frame
 * shows without any of the app's code.
 *
 * @param of {@code start}, {@code filled}, {@code dark} or {@code failed}
 * @param view JSON of the tree, without what it would hear
 */
public record Picture(String of, String view) {
    public static final int PICTURES_MAX = 4;
    public static final int VIEW_MAX = 40_000;
}
