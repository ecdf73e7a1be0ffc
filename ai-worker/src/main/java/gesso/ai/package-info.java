/**
 * The pool that will turn a prompt into a checked micro-app. It joins the cluster and answers for
 * itself; nothing here may write to the journal, and its job comes with the generator.
 */
@NullMarked
package gesso.ai;

import org.jspecify.annotations.NullMarked;
