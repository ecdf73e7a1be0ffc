@NullMarked
package gesso.cluster;

import org.jspecify.annotations.NullMarked;
