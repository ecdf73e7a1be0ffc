@NullMarked
package gesso.load.report;

import org.jspecify.annotations.NullMarked;
