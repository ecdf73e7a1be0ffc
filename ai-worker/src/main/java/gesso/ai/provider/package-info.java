/**
 * Who turns words into specifications and specifications into code: lexicons and templates of our
 * own, or a model that somebody runs elsewhere. Whoever it is, an answer is a value and a wait can
 * be called off.
 */
@NullMarked
package gesso.ai.provider;

import org.jspecify.annotations.NullMarked;
