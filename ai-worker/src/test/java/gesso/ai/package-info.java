/** That a worker can be found and asked. */
@NullMarked
package gesso.ai;

import org.jspecify.annotations.NullMarked;
