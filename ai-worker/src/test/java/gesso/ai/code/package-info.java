@NullMarked
package gesso.ai.code;

import org.jspecify.annotations.NullMarked;
