/** The journal's format: names, versions and JSON of stored events. No database access is here. */
@NullMarked
package gesso.protocol.journal;

import org.jspecify.annotations.NullMarked;
