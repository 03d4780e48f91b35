package dev.mcpgateway.server.api;

import dev.mcpgateway.server.api.References.KeyReference;
import dev.mcpgateway.server.domain.Alert;
import dev.mcpgateway.server.domain.AlertService;
import dev.mcpgateway.server.domain.AlertSettings;
import dev.mcpgateway.server.domain.AlertType;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ApiKeyService;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewaySettings;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.usage.AlertState;
import dev.mcpgateway.server.usage.AlertStates;
import dev.mcpgateway.server.usage.UsageRecords;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations on alerts. */
final class AlertRoutes {
    private static final String OF_KEY = ApiKeyRoutes.ONE + "/alerts";
    static final String SECRET_EXAMPLE = "\"whsec_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg\"";
    static final String WINDOW = "Over how many seconds calls are counted: 60 to 86400 for error_rate, request_rate and"
            + " auth_failures (300 where it is not given), null for the others. More than an hour is counted by hours.";

    private final ChangeLog log;
    private final AlertService service;
    private final ApiKeyService keys;
    private final Supplier<UsageRecords> usage;
    private final Supplier<GatewaySettings> settings;

    AlertRoutes(
            ChangeLog log,
            AlertService service,
            ApiKeyService keys,
            Supplier<UsageRecords> usage,
            Supplier<GatewaySettings> settings) {
        this.log = log;
        this.service = service;
        this.keys = keys;
        this.usage = usage;
        this.settings = settings;
    }

    /** Where an alert stands. */
    enum State {
        OK,
        FIRING
    }

    record CreateAlert(
            String apiKey,
            @Required AlertType type,
            @Nullable BigDecimal threshold,

            @Doc(value = WINDOW, example = "300") @Nullable Long windowSeconds,

            @Nullable Long minRequests,
            @Nullable Long cooldownSeconds,
            @Nullable String webhookUrl) {}

    record AlertReference(String apiKey, String alertId) {}

    record AlertQuery(
            @Doc("Only the alerts that stand so.") @Query @Nullable
            State state) {}

    record AlertItem(
            String alertId,

            @Doc("The id of the API key that it is on.") String keyId,

            AlertType type,
            @Nullable BigDecimal threshold,

            @Doc(value = WINDOW, example = "300") @Nullable Long windowSeconds,

            @Nullable Long minRequests,
            long cooldownSeconds,
            @Nullable String webhookUrl,
            State state,
            Instant since,
            Instant createdAt) {
        static AlertItem of(ApiKey key, Alert alert, AlertStates states) {
            AlertSettings settings = alert.settings();
            AlertState known = states.of(alert.id());
            return new AlertItem(
                    alert.id(),
                    key.id(),
                    settings.type(),
                    settings.threshold(),
                    settings.windowSeconds(),
                    settings.minRequests(),
                    settings.cooldownSeconds(),
                    settings.webhookUrl(),
                    known != null && known.isFiring() ? State.FIRING : State.OK,
                    known == null ? alert.createdAt() : known.since(),
                    alert.createdAt());
        }
    }

    record CreatedAlert(
            String alertId,

            @Doc("The id of the API key that it is on.") String keyId,

            AlertType type,
            @Nullable BigDecimal threshold,

            @Doc(value = WINDOW, example = "300") @Nullable Long windowSeconds,

            @Nullable Long minRequests,
            long cooldownSeconds,
            @Nullable String webhookUrl,

            @Doc(
                    value =
                            "Signs what is sent to the webhook: this answer is the only one that shows it. Null without a webhook.",
                    example = SECRET_EXAMPLE)
            @Nullable
            ShownOnce webhookSecret,

            State state,
            Instant since,
            Instant createdAt) {}

    static final Operation<CreateAlert, CreatedAlert> CREATE_ALERT = Operation.post(OF_KEY, CreateAlert.class)
            .id(Tag.API_KEYS, "createAlert")
            .doc(
                    "Create an alert",
                    "Each change of its state is reported once: in the log, by listAllAlerts, and as a signed POST to `webhook_url`, tried five"
                            + " times in an hour. A key has at most 10 alerts; a rotation hands them to the new key.")
            .role(Role.ADMIN)
            .command("user create-alert")
            .errors(ErrorCode.API_KEY_NOT_FOUND)
            .strict()
            .created()
            .answers("Alert created successfully", CreatedAlert.class);

    static final Operation<KeyReference, Listing<AlertItem>> LIST_ALERTS = Operation.get(OF_KEY, KeyReference.class)
            .id(Tag.API_KEYS, "listAlerts")
            .doc("List the alerts of an API key", "In the order of their creation, with where each stands.")
            .role(Role.ADMIN)
            .command("user list-alerts")
            .errors(ErrorCode.API_KEY_NOT_FOUND)
            .lists("Alerts retrieved successfully", AlertItem.class);

    static final Operation<AlertReference, Operation.None> DELETE_ALERT = Operation.delete(
                    OF_KEY + "/{alert_id}", AlertReference.class)
            .id(Tag.API_KEYS, "deleteAlert")
            .doc(
                    "Delete an alert",
                    "Nothing more is reported of it, and what waits to be sent to its webhook is not sent. `If-Match` takes the API key's ETag.")
            .role(Role.ADMIN)
            .command("user delete-alert")
            .errors(ErrorCode.API_KEY_NOT_FOUND, ErrorCode.ALERT_NOT_FOUND)
            .strict()
            .honoursIfMatch()
            .confirms("Alert deleted successfully");

    static final Operation<AlertQuery, Listing<AlertItem>> LIST_ALL_ALERTS = Operation.get(
                    "/api/v1/alerts", AlertQuery.class)
            .id(Tag.API_KEYS, "listAllAlerts")
            .doc(
                    "List all alerts",
                    "Those of all API keys, in the order of their creation; `state=firing` shows what needs a look.")
            .role(Role.ADMIN)
            .command("user list-all-alerts")
            .lists("All alerts retrieved successfully", AlertItem.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                CREATE_ALERT.handledBy(this::create),
                LIST_ALERTS.handledBy(this::list),
                DELETE_ALERT.handledBy(this::delete),
                LIST_ALL_ALERTS.handledBy(this::listAll));
    }

    private CreatedAlert create(CreateAlert in, Call call) {
        AlertSettings wanted = AlertSettings.of(
                in.type(), in.threshold(), in.windowSeconds(), in.minRequests(), in.cooldownSeconds(), in.webhookUrl());
        String url = wanted.webhookUrl();
        if (url != null
                && !settings.get().allowPrivateWebhooks()
                && HttpUrl.parse(url).isPlainlyPrivate()) {
            throw new InvalidFieldException(
                    "webhook_url",
                    "must be on the public Internet; the gateway's allow_private_webhooks lets others be used");
        }
        AlertService.OfKey made = service.create(in.apiKey(), wanted);
        AlertItem item = AlertItem.of(made.key(), made.alert(), usage.get().alerts());
        Secret secret = made.alert().webhookSecret();
        return new CreatedAlert(
                item.alertId(),
                item.keyId(),
                item.type(),
                item.threshold(),
                item.windowSeconds(),
                item.minRequests(),
                item.cooldownSeconds(),
                item.webhookUrl(),
                secret == null ? null : new ShownOnce(secret),
                item.state(),
                item.since(),
                item.createdAt());
    }

    private Listing<AlertItem> list(KeyReference in, Call call) {
        return page(Stream.of(keys.find(log.state(), in.apiKey())), null, call);
    }

    private Operation.None delete(AlertReference in, Call call) {
        service.delete(in.apiKey(), in.alertId(), call.precondition());
        return new Operation.None();
    }

    private Listing<AlertItem> listAll(AlertQuery in, Call call) {
        return page(GatewayState.stream(log.state().keysWithAlerts()), in.state(), call);
    }

    private Listing<AlertItem> page(Stream<ApiKey> ofKeys, @Nullable State state, Call call) {
        AlertStates states = usage.get().alerts();
        List<AlertItem> items = ofKeys.flatMap(
                        key -> key.alerts().stream().map(alert -> AlertItem.of(key, alert, states)))
                .filter(item -> state == null || item.state() == state)
                .toList();
        return call.page().of(items, AlertItem::createdAt, AlertItem::alertId);
    }
}
