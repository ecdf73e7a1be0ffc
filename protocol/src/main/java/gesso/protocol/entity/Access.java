package gesso.protocol.entity;

import gesso.protocol.Role;
import java.util.Map;

/**
 * Who may do what on a canvas, and which widgets are there, as of an access revision: the canvas
 * revision of the newest event that changed members, links, widgets or existence.
 *
 * @param widgets every widget ever added, removed ones included
 * @param deleted the canvas is gone: nothing is accepted
 */
public record Access(
        long revision,
        Map<String, Role> members,
        Map<String, WidgetAccess> widgets,
        boolean deleted) {

    /**
     * @param backend the app's backend, or an empty string for an app without one; names the shard
     *     type
     */
    public record WidgetAccess(String app, String version, String backend, boolean removed) {}
}
