package dev.mcpgateway.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each package may import; an arrow that is not in the table is not there. */
class ArchitectureTest {
    private static final String ROOT = "dev.mcpgateway.server";
    private static final JavaClasses CLASSES = mainClasses();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "domain | ",
                "document | domain com.fasterxml.jackson",
                "http | com.sun.net.httpserver com.sun.management com.fasterxml.jackson",
                "keys | domain usage javax.crypto org.bouncycastle",
                "store | domain document com.fasterxml.jackson",
                "net | domain",
                "usage | domain",
                "alerts | domain net usage com.fasterxml.jackson javax.crypto javax.net.ssl",
                "api | http domain keys document usage com.fasterxml.jackson",
                "ops | http domain",
                "mcp | http domain document keys net usage com.fasterxml.jackson javax.net.ssl",
                "model | http domain keys mcp",
                "bridge | http domain dev.mcpgateway.server.mcp.process dev.mcpgateway.server.mcp.upstream"
                        + " com.fasterxml.jackson javax.net.ssl",
                "mcp.process | domain",
                "mcp.upstream | dev.mcpgateway.server.mcp.process http domain document net com.fasterxml.jackson"
                        + " javax.net.ssl",
                "mcp.upstream.http | domain net javax.net.ssl",
            })
    void aPackageImportsWhatItMay(String name, String allowed) {
        List<String> packages = new ArrayList<>(List.of("java..", "org.jspecify..", ROOT + "." + name + ".."));
        for (String other : allowed == null
                ? List.<String>of()
                : Stream.of(allowed.split(" ", -1)).toList()) {
            packages.add((other.contains(".") ? other : ROOT + "." + other) + "..");
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(outside(packages))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void classesAreNamedAfterWhatTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(CLASSES);
    }

    @Test
    void theGatewayStandsAboveItsParts() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".*..")
                .and()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    /** Those beside the gateway's own class: the tests are somewhere else. */
    private static JavaClasses mainClasses() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(GatewayServer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static DescribedPredicate<JavaClass> outside(List<String> packages) {
        return DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(packages.toArray(String[]::new)))
                .as("are not of " + packages);
    }
}
