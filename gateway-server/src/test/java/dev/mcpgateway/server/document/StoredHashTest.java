package dev.mcpgateway.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.FieldProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key's id is public: without a hash that proves a key, its entry must never be taken for a key in clear. */
class StoredHashTest {
    private static final String ID = "key_0123456789abcdef";
    private static final String SALT = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + SALT + SALT.substring(1);

    private static ObjectNode key() {
        ObjectNode key = JsonValues.object();
        key.put("user_id", "nobody");
        key.put("project_id", "nothing");
        key.put("lookup", "0123456789abcdef");
        key.put("hash", HASH);
        key.put("mask", "mgw_a1b2...o5p6");
        return key;
    }

    private static List<String> problems(String id, ObjectNode key) {
        ObjectNode document = JsonValues.object();
        document.putObject("apikeys").set(id, key);
        return assertThrows(DocumentException.class, () -> GatewayDocument.read(document, NoClearKeys.INSTANCE))
                .problems()
                .stream()
                .map(FieldProblem::field)
                .toList();
    }

    @Test
    void aStoredKeyIsReadEvenWhereItsUserAndItsProjectAreUnknown() throws Exception {
        ObjectNode document = JsonValues.object();
        document.putObject("apikeys").set(ID, key());

        assertEquals(
                HASH,
                GatewayDocument.read(document, NoClearKeys.INSTANCE)
                        .state()
                        .keyById(ID)
                        .orElseThrow()
                        .credential()
                        .hash());
    }

    @ParameterizedTest
    @CsvSource({"hash", "lookup", "mask"})
    void anEntryUnderAnIdWithoutItsHashLookupOrMaskIsAProblem(String missing) {
        ObjectNode key = key();
        key.remove(missing);

        assertEquals(List.of("apikeys." + ID + "." + missing), problems(ID, key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hash | ''",
                "hash | secret",
                "hash | $argon2i$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
                "hash | $argon2id$v=19$m=8,t=1,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAA",
                "hash | $argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAA",
                "hash | $argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA=",
                "lookup | ''",
                "lookup | 0123456789ABCDEF",
                "lookup | 0123456789abcde",
                "mask | ''"
            })
    void aPartOfAnotherFormIsAProblem(String part, String value) {
        ObjectNode key = key();
        key.put(part, value);

        assertEquals(List.of("apikeys." + ID + "." + part), problems(ID, key));
    }

    @Test
    void whatMayBeAKeyInClearIsNotQuoted() {
        assertEquals(
                List.of("apikeys[…].hash"),
                problems("key_with-characters_that-no-id-has", key().without(List.of("hash"))));
    }
}
