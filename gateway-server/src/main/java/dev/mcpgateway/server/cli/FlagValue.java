package dev.mcpgateway.server.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Makes a flag true by itself, and takes {@code true} or {@code false} behind it, never what else stands there. */
final class FlagValue implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own type
    public boolean preprocess(
            Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> surroundings) {
        boolean isAttached = "=".equals(surroundings.get("separator"));
        if (!isAttached
                && (arguments.isEmpty()
                        || !(arguments.peek().equals("true") || arguments.peek().equals("false")))) {
            arguments.push("true");
        }
        return false;
    }
}
