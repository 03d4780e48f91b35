package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.InputField.Source;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.testing.EmptyApi;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is true of every operation, with the exceptions named. A failure names all operations that are at fault. */
class OperationTableTest {
    /** What holds a key, a password or a token goes by one of these names. */
    private static final Predicate<String> SOUNDS_SECRET = Pattern.compile(
                    "secret|password|token|api_?key$|^env$|^headers$|oauth|^hash$|credential")
            .asPredicate();

    private final List<Operation<?, ?>> operations = EmptyApi.create().operations();

    @Test
    void idsAreLowerCamelCaseAndDistinct() {
        assertNone(operation -> !operation.id().matches("[a-z]+([A-Z][a-z]*)*"));
        assertEquals(
                operations.size(),
                operations.stream().map(Operation::id).distinct().count());
    }

    @Test
    void everySummaryIsATitleAndEveryDescriptionIsSentences() {
        assertNone(operation -> !operation.summary().matches("[A-Z][^.]*[^. ]"));
        assertNone(operation -> !operation.description().matches("(?s)[A-Z`].*\\."));
    }

    @Test
    void everyOperationButThesePublicOnesTakesAKey() {
        assertEquals(Set.of("health", "openApiDocument"), ids(operation -> operation.role() == Role.PUBLIC));
        assertEquals(Set.of("whoAmI", "getOwnApiKeyUsage"), ids(operation -> operation.role() == Role.USER_KEY));
    }

    @Test
    void userKeysGetTheseReadsAlone() {
        assertEquals(
                Set.of(
                        "listConfigs",
                        "getConfig",
                        "listServers",
                        "listProjects",
                        "getProject",
                        "whoAmI",
                        "getOwnApiKeyUsage"),
                ids(Operation::isForUserKeys));
        assertNone(operation -> operation.isForUserKeys() && operation.method() != Method.GET);
    }

    @Test
    void everyOperationButTheseIsACommand() {
        assertEquals(
                Set.of("health", "metrics", "openApiDocument", "whoAmI", "getOwnApiKeyUsage"),
                ids(operation -> operation.command().isEmpty()));
    }

    @Test
    void noTwoOperationsAreOneCommand() {
        List<List<String>> commands = operations.stream()
                .map(Operation::command)
                .filter(words -> !words.isEmpty())
                .toList();
        assertEquals(commands.size(), Set.copyOf(commands).size());
    }

    @Test
    void everyParameterOfAPathIsAComponentOfTheInput() {
        assertNone(operation -> !pathFields(operation).equals(operation.path().parameterNames()));
    }

    @Test
    void whatHasNoBodyHasNoFieldsForIt() {
        assertNone(operation -> operation.method() == Method.GET
                && InputField.of(operation).stream().anyMatch(InputField::isInBody));
    }

    @Test
    void nothingThatMayBeLeftOutIsSaidToBeRequired() {
        assertNone(operation -> InputField.of(operation).stream()
                .anyMatch(field -> field.isRequired() && (field.isInQuery() || field.isField())));
    }

    @Test
    void whatChangesKeysOrPoliciesRefusesFieldsItDoesNotKnow() {
        assertNone(operation -> (operation.tag() == Tag.API_KEYS
                        || operation.tag() == Tag.GUARDRAILS
                        || operation.id().equals("rotateAdminKey"))
                && operation.method() != Method.GET
                && !operation.isStrict());
    }

    @Test
    void onlyWhatChangesSomethingHonoursIfMatch() {
        assertNone(operation -> operation.honoursIfMatch() && operation.method() == Method.GET);
        assertNone(
                operation -> operation.honoursIfMatch() != operation.errors().contains(ErrorCode.PRECONDITION_FAILED));
    }

    @Test
    void whatCarriesAnETagHasAVersion() {
        assertNone(operation -> operation.isTagged() && !Versioned.class.isAssignableFrom(operation.output()));
    }

    @Test
    void whatCreatesIsAPost() {
        assertNone(operation -> operation.successStatus() == 201 && operation.method() != Method.POST);
        assertNone(operation -> operation.successStatus() != 200 && operation.successStatus() != 201);
    }

    @Test
    void errorsOfItsOwnAreNotThoseThatAllHave() {
        Set<ErrorCode> common = Set.of(
                ErrorCode.INVALID_JSON,
                ErrorCode.INVALID_REQUEST,
                ErrorCode.AUTH_INVALID_CREDENTIALS,
                ErrorCode.ROUTE_NOT_FOUND,
                ErrorCode.METHOD_NOT_ALLOWED,
                ErrorCode.PAYLOAD_TOO_LARGE,
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                ErrorCode.INTERNAL_ERROR);
        assertNone(operation -> operation.errors().stream().anyMatch(common::contains));
    }

    @Test
    void aPathThatNamesAThingMayFindNone() {
        Map<String, ErrorCode> missing = Map.of(
                "config_identifier", ErrorCode.CONFIG_NOT_FOUND,
                "project_identifier", ErrorCode.PROJECT_NOT_FOUND,
                "user_identifier", ErrorCode.USER_NOT_FOUND,
                "api_key", ErrorCode.API_KEY_NOT_FOUND);
        assertNone(operation -> operation.path().parameterNames().stream()
                .anyMatch(
                        name -> missing.containsKey(name) && !operation.errors().contains(missing.get(name))));
    }

    @Test
    void everyErrorCodeIsUsedOrCommon() {
        Set<ErrorCode> unused = new TreeSet<>(List.of(ErrorCode.values()));
        operations.forEach(operation -> unused.removeAll(operation.errors()));
        assertEquals(
                Set.of(
                        ErrorCode.INVALID_JSON,
                        ErrorCode.INVALID_REQUEST,
                        ErrorCode.AUTH_INVALID_CREDENTIALS,
                        ErrorCode.AUTH_FORBIDDEN,
                        ErrorCode.ROUTE_NOT_FOUND,
                        ErrorCode.METHOD_NOT_ALLOWED,
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        ErrorCode.RATE_LIMITED,
                        ErrorCode.INTERNAL_ERROR,
                        ErrorCode.STORAGE_FAILED,
                        ErrorCode.OVERLOADED),
                unused);
    }

    @Test
    void errorCodesHaveTheStatusesOfTheContract() {
        Map<Integer, Set<ErrorCode>> special = Map.of(
                429, Set.of(ErrorCode.RATE_LIMITED),
                401, Set.of(ErrorCode.AUTH_INVALID_CREDENTIALS),
                403, Set.of(ErrorCode.AUTH_FORBIDDEN),
                405, Set.of(ErrorCode.METHOD_NOT_ALLOWED),
                412, Set.of(ErrorCode.PRECONDITION_FAILED),
                413, Set.of(ErrorCode.PAYLOAD_TOO_LARGE),
                415, Set.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE),
                500, Set.of(ErrorCode.INTERNAL_ERROR),
                503, Set.of(ErrorCode.STORAGE_FAILED, ErrorCode.OVERLOADED, ErrorCode.SHUTTING_DOWN),
                400,
                        Set.of(
                                ErrorCode.INVALID_JSON,
                                ErrorCode.INVALID_REQUEST,
                                ErrorCode.CONFIG_INVALID,
                                ErrorCode.FILE_NOT_ALLOWED));
        Map<Integer, Set<ErrorCode>> byStatus = Arrays.stream(ErrorCode.values())
                .collect(Collectors.groupingBy(ErrorCode::status, HashMap::new, Collectors.toSet()));
        assertEquals(Set.of(ErrorCode.SERVER_UNAVAILABLE), byStatus.remove(502));
        Set<ErrorCode> missing = byStatus.remove(404);
        Set<ErrorCode> conflicts = byStatus.remove(409);
        assertEquals(special, byStatus);
        assertEquals(Set.of(), named(missing, code -> !code.name().endsWith("_NOT_FOUND")));
        assertEquals(Set.of(), named(conflicts, code -> code.name().endsWith("_NOT_FOUND")));
    }

    @Test
    void thePinnedInputsAloneHoldSecrets() {
        assertEquals("""
                addServer.env: Map<String, Secret>
                addServer.headers: Map<String, Secret>
                addServer.oauth_config: Attributes
                createAlert.api_key: String
                createConfig.model_upstream: ObjectNode
                deleteAlert.api_key: String
                deleteApiKey.api_key: String
                disableApiKey.api_key: String
                enableApiKey.api_key: String
                generateApiKey.client_token: String
                getApiKey.api_key: String
                getApiKeyUsage.api_key: String
                importConfig.config: ObjectNode
                listAlerts.api_key: String
                regenerateApiKey.api_key: String
                restore.backup: ObjectNode
                revokeApiKey.api_key: String
                rotateApiKey.api_key: String
                setEnkryptApiKey.api_key: Secret
                updateApiKey.api_key: String
                updateConfig.model_upstream: ObjectNode
                updateServer.env: Map<String, Secret>
                updateServer.headers: Map<String, Secret>
                updateServer.oauth_config: Attributes
                verifyApiKey.api_key: Secret
                """, lines(operations.stream().flatMap(operation -> InputField.of(operation).stream()
                .filter(OperationTableTest::mayHoldASecret)
                .map(field -> operation.id() + "." + field.name() + ": " + text(field.type())))));
    }

    @Test
    void thePinnedOutputsAloneHoldSecrets() {
        assertEquals("""
                BackupDocument.config: ObjectNode
                ConfigDocument.config: ObjectNode
                CreatedAlert.webhook_secret: ShownOnce
                EnkryptApiKey.api_key: String
                GeneratedKey.api_key: ShownOnce
                GeneratedKey.endpoint_path: ShownOnce
                KeyDetails.api_key: String
                KeyItem.api_key: String
                ModelUpstream.api_key: String
                ProjectDocument.config: ObjectNode
                ProjectDocument.project: ObjectNode
                RegeneratedKey.api_key: ShownOnce
                RegeneratedKey.endpoint_path: ShownOnce
                RemoteAddress.headers: Map<String, String>
                ResetDone.admin_apikey: ShownOnce
                RotatedAdminKey.admin_apikey: ShownOnce
                RotatedKey.api_key: ShownOnce
                RotatedKey.new_api_key: ShownOnce
                ServerDetails.oauth_config: Attributes
                StdioAddress.env: Map<String, String>
                UserKey.api_key: String
                """, lines(outputs().stream().flatMap(type -> OutputRecord.of(type).fields().stream()
                .filter(OperationTableTest::mayShowASecret)
                .map(field -> OutputRecord.of(type).schemaName() + "." + field.name() + ": " + text(field.type())))));
    }

    @Test
    void noOutputHoldsASecretThatIsNotShownOnPurpose() {
        assertEquals(
                "",
                lines(outputs().stream()
                        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                        .filter(component ->
                                component.getGenericType().getTypeName().contains(Secret.class.getName()))
                        .map(RecordComponent::toString)));
    }

    private static boolean mayHoldASecret(InputField field) {
        return field.type().getTypeName().contains(Secret.class.getName())
                || SOUNDS_SECRET.test(field.name())
                || (field.type() == ObjectNode.class && !field.name().endsWith("policy"));
    }

    private static boolean mayShowASecret(OutputField field) {
        boolean mayBeText = !Set.of(int.class, boolean.class).contains(field.type())
                && !(field.type() instanceof ParameterizedType list && list.getRawType() == List.class);
        return field.type() == ShownOnce.class
                || field.type() == ObjectNode.class
                || (SOUNDS_SECRET.test(field.name()) && mayBeText);
    }

    /** Every record that an answer may have in it. */
    private Set<Class<?>> outputs() {
        Set<Class<?>> found = new TreeSet<>(Comparator.comparing(Class::getName));
        operations.stream()
                .filter(operation -> operation.contentType() == null)
                .forEach(operation -> collect(operation.output(), found));
        return found;
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType parameterized) {
            Arrays.stream(parameterized.getActualTypeArguments()).forEach(argument -> collect(argument, found));
        } else if (type instanceof Class<?> sealed && sealed.isSealed()) {
            Arrays.stream(sealed.getPermittedSubclasses()).forEach(kind -> collect(kind, found));
        } else if (type instanceof Class<?> record
                && record.isRecord()
                && record != ShownOnce.class
                && found.add(record)) {
            Arrays.stream(record.getRecordComponents())
                    .filter(component -> component.getType() != Attributes.class)
                    .forEach(component -> collect(component.getGenericType(), found));
        }
    }

    private static List<String> pathFields(Operation<?, ?> operation) {
        return InputField.of(operation).stream()
                .filter(field -> field.source() == Source.PATH)
                .map(InputField::name)
                .toList();
    }

    private void assertNone(Predicate<Operation<?, ?>> isAtFault) {
        assertEquals(Set.of(), ids(isAtFault));
    }

    private Set<String> ids(Predicate<Operation<?, ?>> which) {
        return operations.stream().filter(which).map(Operation::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> Set<T> named(Set<T> all, Predicate<T> which) {
        return all.stream().filter(which).collect(Collectors.toSet());
    }

    private static String lines(Stream<String> lines) {
        return lines.sorted().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String text(Type type) {
        return type.getTypeName().replaceAll("\\b[a-z]+\\.|\\w+\\$", "");
    }
}
