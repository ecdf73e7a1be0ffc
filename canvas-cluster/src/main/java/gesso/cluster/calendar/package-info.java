/**
 * The backend of the Calendar app: its events and what may happen to them. Rules of repetition are
 * checked and kept here, never expanded: what a rule means is for whoever draws it, within a
 * window.
 */
@NullMarked
package gesso.cluster.calendar;

import org.jspecify.annotations.NullMarked;
