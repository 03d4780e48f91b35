package dev.mcpgateway.server.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a field means where that differs from what the {@link Glossary} says of its name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Doc {
    /** The description; that of the glossary where empty. */
    String value() default "";

    /** The example as JSON; that of the glossary where empty. */
    String example() default "";

    /** The name of the schema of an object whose members no record lists; that of the glossary where empty. */
    String schema() default "";

    /** Whether examples show the field: two that exclude each other cannot be in one example. */
    boolean isShown() default true;
}
