@NullMarked
package gesso.deploy;

import org.jspecify.annotations.NullMarked;
