@NullMarked
package gesso.load.client;

import org.jspecify.annotations.NullMarked;
