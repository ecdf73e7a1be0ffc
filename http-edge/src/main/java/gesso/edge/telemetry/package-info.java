/**
 * What browsers report: how long things took there, what broke, what the content policy stopped. It
 * becomes numbers and log lines; nothing here says who somebody is.
 */
@NullMarked
package gesso.edge.telemetry;

import org.jspecify.annotations.NullMarked;
