/**
 * From a specification to the code of its app. The same specification always gives the same bytes,
 * so that what was checked, signed and published can be made again and compared.
 */
@NullMarked
package gesso.ai.code;

import org.jspecify.annotations.NullMarked;
