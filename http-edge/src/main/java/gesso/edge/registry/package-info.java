/**
 * The registry as people see it: which apps there are. Entries are read models; publishing and
 * every rule about versions is the App entity's business.
 */
@NullMarked
package gesso.edge.registry;

import org.jspecify.annotations.NullMarked;
