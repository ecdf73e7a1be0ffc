/**
 * What a live entity is told and what it answers, whatever its rules are. Nothing here knows one
 * canvas command from another.
 */
@NullMarked
package gesso.protocol.entity;

import org.jspecify.annotations.NullMarked;
