package dev.mcpgateway.client.internal;

import java.io.IOException;

/** Well-formed JSON that is not what was to be read. It says where, and quotes no value. */
final class UnfitJsonException extends IOException {
    private static final long serialVersionUID = 1;

    private String path = "";

    private UnfitJsonException(String problem) {
        super(problem);
    }

    static UnfitJsonException missing() {
        return new UnfitJsonException(" is missing");
    }

    static UnfitJsonException ofAnotherKind() {
        return new UnfitJsonException(" is of another kind");
    }

    /** One for a reason that is a sentence of its own. */
    static UnfitJsonException because(String sentence) {
        return new UnfitJsonException(": " + sentence);
    }

    /** This one, said from one step further out: as it goes up from value to value, it learns its path. */
    UnfitJsonException under(String name) {
        path = path.isEmpty() || path.charAt(0) == '[' ? name + path : name + '.' + path;
        return this;
    }

    /** This one, said from the list in which it is at this index. */
    UnfitJsonException under(int index) {
        return under("[" + index + "]");
    }

    @Override
    public String getMessage() {
        return path + super.getMessage();
    }
}
