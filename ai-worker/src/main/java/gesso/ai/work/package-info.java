/**
 * What a worker does with a task: it reads how far the generation is, takes the next step, tells
 * the outcome, and goes on until nothing is left for a worker.
 */
@NullMarked
package gesso.ai.work;

import org.jspecify.annotations.NullMarked;
