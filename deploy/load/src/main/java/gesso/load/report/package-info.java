/** What was measured: as a table, as JSON, as a page with plots. */
@NullMarked
package gesso.load.report;

import org.jspecify.annotations.NullMarked;
