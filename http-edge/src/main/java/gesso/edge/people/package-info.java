/**
 * People as rows of ordinary tables: accounts, passwords, sign-ins, preferences. Nothing of this is
 * ever an event; what a person may do on a canvas is not known here.
 */
@NullMarked
package gesso.edge.people;

import org.jspecify.annotations.NullMarked;
