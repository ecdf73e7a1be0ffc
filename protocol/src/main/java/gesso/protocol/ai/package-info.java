/** What an app is to be, as people, analysers and generators agree on it. */
@NullMarked
package gesso.protocol.ai;

import org.jspecify.annotations.NullMarked;
