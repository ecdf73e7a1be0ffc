package gesso.cluster.widget;

import gesso.protocol.entity.Access;
import gesso.protocol.entity.LeaseUpdate;
import java.util.Map;

/**
 * The right of a widget to act for its canvas, and who may do what there.
 *
 * @param until monotonic nanoseconds, counted from when the request was sent
 */
record WidgetLease(Access access, boolean given, long until) {
    private static final long NANOS = LeaseUpdate.LEASE_MILLIS * 1_000_000;

    static final WidgetLease NONE =
            new WidgetLease(new Access(0, Map.of(), Map.of(), false), false, 0);

    WidgetLease granted(Access newest, long sent) {
        long end = sent + NANOS;
        return new WidgetLease(newer(newest), true, given && until - end > 0 ? until : end);
    }

    WidgetLease changed(Access newest) {
        return new WidgetLease(newer(newest), given, until);
    }

    boolean holds(long now) {
        return given && until - now > 0;
    }

    boolean isRemoved(String widget) {
        var own = access.widgets().get(widget);
        return access.deleted() || own == null || own.removed();
    }

    private Access newer(Access newest) {
        return newest.revision() >= access.revision() ? newest : access;
    }
}
