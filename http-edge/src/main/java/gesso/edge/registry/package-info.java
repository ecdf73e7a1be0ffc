/**
 * The registry as people see it: which apps there are, their files, and what operators do to them.
 * Entries are read models; every rule about versions is the App entity's business.
 */
@NullMarked
package gesso.edge.registry;

import org.jspecify.annotations.NullMarked;
