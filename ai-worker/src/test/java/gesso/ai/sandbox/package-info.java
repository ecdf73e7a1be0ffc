@NullMarked
package gesso.ai.sandbox;

import org.jspecify.annotations.NullMarked;
