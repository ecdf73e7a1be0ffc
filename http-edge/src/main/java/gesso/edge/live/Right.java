package gesso.edge.live;

import gesso.protocol.Role;

/** What a request needs at least, asked before its body is even read. */
public enum Right {
    READ,
    EDIT,
    OWN;

    boolean isOf(Role role) {
        return switch (this) {
            case READ -> true;
            case EDIT -> role.mayEdit();
            case OWN -> role.mayOwn();
        };
    }
}
