package dev.mcpgateway.server.faults;

/** A key as lists show it. */
record HeldKey(String user, String project, String status) {
    HeldKey withStatus(String changed) {
        return new HeldKey(user, project, changed);
    }

    HeldKey withUser(String changed) {
        return new HeldKey(changed, project, status);
    }

    boolean isLive() {
        return !status.equals("revoked");
    }
}
