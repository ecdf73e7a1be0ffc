/**
 * What every request goes through, in this order: correlation, security headers, CORS, rate limit;
 * and how bodies are read and answers written. Who the caller is, is not known here.
 */
@NullMarked
package gesso.edge.http;

import org.jspecify.annotations.NullMarked;
