package dev.mcpgateway.server.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a field means where that differs from what {@link Glossary} says of its name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Doc {
    String value();

    /** The example as JSON; that of the glossary where empty. */
    String example() default "";
}
