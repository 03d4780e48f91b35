package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import java.nio.file.Path;

class MemoryChangeLogTest extends ChangeLogContract {
    @Override
    ChangeLog open(Path directory) {
        return new MemoryChangeLog(GatewayState.EMPTY);
    }
}
