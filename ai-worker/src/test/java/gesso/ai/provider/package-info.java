@NullMarked
package gesso.ai.provider;

import org.jspecify.annotations.NullMarked;
