package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyRefusalTest {

    @ParameterizedTest
    @CsvSource({
        "INVALID_API_KEY, 401, invalid_api_key, authentication_error",
        "DISABLED_API_KEY, 401, disabled_api_key, authentication_error",
        "INACTIVE_API_KEY, 401, inactive_api_key, authentication_error",
        "EXPIRED_API_KEY, 401, expired_api_key, authentication_error",
        "IP_NOT_ALLOWED, 403, ip_not_allowed, permission_error",
        "INVALID_SIGNATURE, 401, invalid_signature, authentication_error",
        "TIMESTAMP_OUT_OF_RANGE, 401, timestamp_out_of_range, authentication_error",
        "REPLAYED_REQUEST, 401, replayed_request, authentication_error",
        "RATE_LIMIT_EXCEEDED, 429, rate_limit_exceeded, rate_limit_error",
        "INSUFFICIENT_SCOPE, 403, insufficient_scope, permission_error"
    })
    void eachIsOnTheWireAsDocumented(KeyRefusal refusal, int status, String code, String type) {
        assertEquals(status, refusal.status());
        assertEquals(code, refusal.code());
        assertEquals(type, refusal.type());
    }

    @Test
    void aBadKeyIsToldWhatItsClientsKnow() {
        assertEquals("The API key provided is invalid or has been revoked", KeyRefusal.INVALID_API_KEY.message());
    }

    @ParameterizedTest
    @EnumSource(KeyRefusal.class)
    void aRefusalIsCheapAndSaysItsSentence(KeyRefusal refusal) {
        KeyRefusedException refused = new KeyRefusedException(refusal);

        assertEquals(refusal, refused.refusal());
        assertEquals(refusal.message(), refused.getMessage());
        assertEquals(0, refused.getStackTrace().length);
        assertEquals(OptionalInt.empty(), refused.retryAfterSeconds());
    }

    @Test
    void oneThatIsToWaitIsToldForHowLong() {
        KeyRefusedException refused = KeyRefusedException.tooMany(7);

        assertEquals(KeyRefusal.RATE_LIMIT_EXCEEDED, refused.refusal());
        assertEquals(OptionalInt.of(7), refused.retryAfterSeconds());
        assertEquals(OptionalInt.of(1), KeyRefusedException.tooMany(0).retryAfterSeconds());
    }
}
