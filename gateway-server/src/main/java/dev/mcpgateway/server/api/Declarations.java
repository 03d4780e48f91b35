package dev.mcpgateway.server.api;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The operations without what answers them: what a program needs that calls a gateway and is none. To put the handlers together
 * takes several times as long, which a command of a tenth of a second cannot spare.
 */
public final class Declarations {
    private static final List<Class<?>> RESOURCES = List.of(
            HealthRoutes.class,
            ConfigRoutes.class,
            ServerRoutes.class,
            UpstreamRoutes.class,
            GuardrailRoutes.class,
            ProjectRoutes.class,
            UserRoutes.class,
            KeyIssueRoutes.class,
            ApiKeyRoutes.class,
            UsageRoutes.class,
            AlertRoutes.class,
            SystemRoutes.class,
            SettingsRoutes.class,
            MetaRoutes.class);

    private Declarations() {}

    /** Those of {@link AdminApi#operations()}: the constants in the resources' files. */
    public static List<Operation<?, ?>> all() {
        List<Operation<?, ?>> operations = new ArrayList<>();
        for (Class<?> resource : RESOURCES) {
            for (Field constant : resource.getDeclaredFields()) {
                if (constant.getType() == Operation.class) {
                    operations.add(value(constant));
                }
            }
        }
        return List.copyOf(operations);
    }

    /** The operation of that id. */
    public static Operation<?, ?> named(String id) {
        return all().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation is called " + id));
    }

    private static Operation<?, ?> value(Field constant) {
        try {
            return (Operation<?, ?>) constant.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(constant + " cannot be read", impossible);
        }
    }
}
