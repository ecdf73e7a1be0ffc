@NullMarked
package gesso.ai.analysis;

import org.jspecify.annotations.NullMarked;
