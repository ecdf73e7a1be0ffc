package gesso.cluster.generation;

import gesso.protocol.canvas.CanvasView;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;

/** Where on a canvas there is room for one more widget: as far up as it goes, then to the left. */
public final class FreePlace {
    private FreePlace() {}

    public static Position on(CanvasView canvas, Size size) {
        int columns = canvas.grid().columns();
        int right = Math.max(0, columns - size.w());
        int below =
                canvas.widgets().stream()
                        .mapToInt(one -> one.position().y() + one.size().h())
                        .max()
                        .orElse(0);
        for (int y = 0; y < below; y++) {
            for (int x = 0; x <= right; x++) {
                if (isFree(canvas, x, y, size)) {
                    return new Position(x, y);
                }
            }
        }
        return new Position(0, below);
    }

    private static boolean isFree(CanvasView canvas, int x, int y, Size size) {
        return canvas.widgets().stream()
                .noneMatch(one ->
                        one.position().x() < x + size.w()
                                && x < one.position().x() + one.size().w()
                                && one.position().y() < y + size.h()
                                && y < one.position().y() + one.size().h());
    }
}
