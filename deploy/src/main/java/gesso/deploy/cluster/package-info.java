/**
 * How a node comes into the one cluster of its database: it joins those who beat there, or founds.
 * Who is downed when nodes lose sight of each other is not decided here but by Pekko's split brain
 * resolver.
 */
@NullMarked
package gesso.deploy.cluster;

import org.jspecify.annotations.NullMarked;
