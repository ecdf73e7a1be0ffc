/** Events of an export as columns, by DuckDB; nothing of the server's is here. */
@NullMarked
package gesso.columns;

import org.jspecify.annotations.NullMarked;
