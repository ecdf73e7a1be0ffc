/**
 * From a prompt to a specification without a model: lexicons and a small grammar. The same prompt
 * always gives the same specification.
 */
@NullMarked
package gesso.ai.analysis;

import org.jspecify.annotations.NullMarked;
