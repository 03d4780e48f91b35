package dev.mcpgateway.server.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Looks the whole state over; a walk over every record. */
public final class HealthCheck {
    /** An admin key of fewer characters is warned of. */
    public static final int SHORTEST_ADMIN_KEY = 34;

    private final ConfigReview review;
    private final Supplier<Plans> plans;

    /** @param plans those that keys can be on at present */
    public HealthCheck(ConfigReview review, Supplier<Plans> plans) {
        this.review = review;
        this.plans = plans;
    }

    /**
     * What was found.
     *
     * @param issues what does not fit together
     * @param warnings what is as it is and has no effect, or less than one may think
     */
    public record Report(List<String> issues, List<String> warnings) {}

    public Report of(GatewayState state) {
        List<String> issues = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        adminKey(state.settings(), issues, warnings);
        Plans plans = this.plans.get();
        for (McpConfig config : state.configs()) {
            ConfigReview.problems(config, "")
                    .forEach(problem -> issues.add(
                            "Configuration '" + config.name() + "': " + problem.field() + " " + problem.message()));
            warnings.addAll(review.warnings(config, state.settings()));
            names("Configuration '" + config.name() + "': its name", Names.nameProblems("", config.name()), warnings);
        }
        for (Project project : state.projects()) {
            if (project.configId() != null
                    && state.configById(project.configId()).isEmpty()) {
                issues.add("Project '" + project.name() + "' refers to a configuration that does not exist");
            }
            names("Project '" + project.name() + "': its name", Names.nameProblems("", project.name()), warnings);
            int strangers = project.strangers().size();
            if (strangers > 0) {
                warnings.add("Project '" + project.name() + "' lists " + strangers
                        + (strangers == 1 ? " user that does not exist" : " users that do not exist"));
            }
        }
        for (User user : state.users()) {
            names("User '" + user.email() + "': the email", Names.emailProblems("", user.email()), warnings);
        }
        for (ApiKey key : state.keys()) {
            if (state.userById(key.userId()).isEmpty()
                    || state.projectById(key.projectId()).isEmpty()) {
                issues.add("API key " + key.id() + " belongs to a user or a project that does not exist");
            }
            String plan = key.settings().plan();
            if (plan != null && !plans.has(plan)) {
                warnings.add("API key " + key.id() + " is on a plan that does not exist: it is limited as on 'free'");
            }
        }
        duplicates(
                "configurations are named",
                GatewayState.stream(state.configs()).map(McpConfig::name).toList(),
                warnings);
        duplicates(
                "projects are named",
                GatewayState.stream(state.projects()).map(Project::name).toList(),
                warnings);
        duplicates(
                "users have the email",
                GatewayState.stream(state.users())
                        .map(user -> user.email().toLowerCase(Locale.ROOT))
                        .toList(),
                warnings);
        int unhashed = state.unhashedKeys().size();
        if (unhashed > 0) {
            warnings.add(
                    unhashed + " API keys of the configuration file are still being hashed; until then the file is not"
                            + " rewritten, and no backup is made");
        }
        if (TelemetrySettings.of(state.settings()).enabled()) {
            warnings.add("Telemetry is enabled and has no effect: nothing is exported");
        }
        return new Report(issues, warnings);
    }

    private static void adminKey(Settings settings, List<String> issues, List<String> warnings) {
        Secret key = settings.adminKey();
        if (key == null) {
            issues.add("No admin_apikey is configured");
        } else if (key.length() < SHORTEST_ADMIN_KEY) {
            warnings.add("The admin_apikey has fewer than " + SHORTEST_ADMIN_KEY + " characters");
        }
    }

    private static void names(String what, List<FieldProblem> problems, List<String> warnings) {
        problems.forEach(problem -> warnings.add(what + " " + problem.message()));
    }

    private static void duplicates(String what, List<String> names, List<String> warnings) {
        Map<String, Integer> counts = new HashMap<>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
        counts.forEach((name, count) -> {
            if (count > 1) {
                warnings.add(count + " " + what + " '" + name + "': the oldest is meant by it");
            }
        });
    }
}
