/** What tests of every module share. Nothing of it is in a product. */
@NullMarked
package gesso.protocol.testing;

import org.jspecify.annotations.NullMarked;
