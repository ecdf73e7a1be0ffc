package gesso.edge.live;

import gesso.protocol.Role;

/** What a request needs at least, asked before its body is even read. */
public enum Right {
    READ,
    COMMENT,
    EDIT,
    OWN;

    boolean isOf(Role role) {
        return switch (this) {
            case READ -> true;
            case COMMENT -> role.mayComment();
            case EDIT -> role.mayEdit();
            case OWN -> role.mayOwn();
        };
    }
}
