package dev.mcpgateway.server.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the API description calls an output record whose own name would not do there. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface SchemaName {
    String value();
}
