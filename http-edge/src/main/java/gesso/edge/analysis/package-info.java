/**
 * Questions in SQL: who may ask what is the database's business, by a login role for each person
 * and views that know who asks. Nothing here reads or trusts the text of a question.
 */
@NullMarked
package gesso.edge.analysis;

import org.jspecify.annotations.NullMarked;
