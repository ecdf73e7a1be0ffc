/** Real runs with and without planted defects, and the checker on small histories. */
@NullMarked
package gesso.chaos;

import org.jspecify.annotations.NullMarked;
