package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import java.nio.file.Path;

class FileChangeLogContractTest extends ChangeLogContract {
    @Override
    ChangeLog open(Path directory) throws StoreOpenException {
        StoreLocation location = StoreLocation.of(directory.resolve("config.json"));
        return FileChangeLog.open(location, Samples.CLEAR_KEYS, () -> GatewayState.EMPTY, StoreOptions.forServer());
    }
}
