/**
 * Where generated code runs before people see it: V8 in a process of its own. Code can end that
 * process in many ways; the JVM of a node never loads V8, and takes each of them as an answer.
 */
@NullMarked
package gesso.ai.sandbox;

import org.jspecify.annotations.NullMarked;
